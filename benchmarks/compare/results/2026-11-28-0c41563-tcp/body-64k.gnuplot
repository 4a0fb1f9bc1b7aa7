$data0 << END
"direct" 0x9e9e9e 52314.3 49804.5 53228.4
"haproxy" 0x6baed6 30704.1 25404.7 31433.1
"haproxy-splice" 0x2171b5 29723.8 27157.8 30898.2
"nginx" 0x41ab5d 28296.7 24079.9 28949.1
"sluice" 0xe6550d 29280.9 28656.7 29498.7
"uring" 0x8e44ad 30368.9 26680.0 30952.4
END
$data1 << END
"haproxy" 0x6baed6 1.30697 0.952220 1.62508 19.0444 18.4176 23.9175
"haproxy-splice" 0x2171b5 1.57880 0.887115 1.67827 20.2988 19.8058 22.4094
"nginx" 0x41ab5d 1.03709 0.690045 1.30387 25.5228 25.2952 32.0181
"sluice" 0xe6550d 1.36282 1.24739 2.99587 19.2779 18.4362 19.5079
"uring" 0x8e44ad 1.20440 0.876079 3.86601 18.8357 18.1717 20.9513
END
$data2 << END
"direct" 0x9e9e9e 593.000 581.000 620.000 1383.00 1346.00 1484.00 2225.00 1917.00 3186.00
"haproxy" 0x6baed6 1648.00 1608.00 2045.00 2982.00 2857.00 3592.00 4017.00 3560.00 5263.00
"haproxy-splice" 0x2171b5 1658.00 1604.00 1850.00 3076.00 3061.00 3306.00 4195.00 3971.00 4856.00
"nginx" 0x41ab5d 1763.00 1678.00 2080.00 3716.00 3558.00 3942.00 4790.00 4203.00 5148.00
"sluice" 0xe6550d 1715.00 1686.00 1747.00 3482.00 3223.00 4338.00 6293.00 4493.00 13656.0
"uring" 0x8e44ad 1665.00 1579.00 1841.00 3262.00 3052.00 4716.00 7535.00 5956.00 15321.0
END
$data3 << END
"haproxy" 0x6baed6 4.31010 4.31010 4.31010
"haproxy-splice" 0x2171b5 7.36920 7.36920 7.36920
"nginx" 0x41ab5d 7.43820 7.43820 7.43820
"sluice" 0xe6550d 6.12040 6.12040 6.12040
"uring" 0x8e44ad 4.06920 4.06920 4.06920
END
$data4 << END
"haproxy" 0x6baed6 15.7422 15.6172 15.7461
"haproxy-splice" 0x2171b5 15.3359 15.3359 15.3359
"nginx" 0x41ab5d 19.3125 16.7930 19.6680
"sluice" 0xe6550d 126.840 125.941 127.535
"uring" 0x8e44ad 142.520 142.273 142.910
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "body-64k.png"
set multiplot layout 1,5 title "body-64k: 64 connections that stay open and ask for 64 KiB at a time"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "requests/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU µs/request\nuser dark, system light"
set yrange [0:*]
plot $data1 using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \
  $data1 using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
set title "latency µs\n● p50  ■ p99  ▲ p99.9"
set logscale y
set yrange [*:*]
set xrange [-0.5:*]
set offsets 0, 0.4, 0, 0
plot $data2 using 0:3:4:5:2:xtic(1) with yerrorbars pt 7 ps 1.2 lc rgb variable notitle, \
  $data2 using ($0+0.15):6:7:8:2 with yerrorbars pt 5 ps 1.2 lc rgb variable notitle, \
  $data2 using ($0+0.3):9:10:11:2 with yerrorbars pt 9 ps 1.2 lc rgb variable notitle
unset logscale y
unset offsets
set xrange [*:*]
set title "system calls/request"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data4 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data4 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
