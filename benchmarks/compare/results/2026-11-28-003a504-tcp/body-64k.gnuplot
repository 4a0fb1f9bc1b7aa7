$data0 << END
"direct" 0x9e9e9e 52760.4 52059.5 54010.3
"haproxy" 0x6baed6 31061.3 30385.3 31856.2
"haproxy-splice" 0x2171b5 30156.6 29230.5 30469.0
"nginx" 0x41ab5d 29610.2 26039.2 30403.6
"sluice" 0xe6550d 28161.9 27022.4 29200.6
"uring" 0x8e44ad 29701.5 28092.7 30248.6
END
$data1 << END
"haproxy" 0x6baed6 1.31333 1.28478 1.46040 18.8435 18.0464 19.1527
"haproxy-splice" 0x2171b5 1.21611 0.990404 1.59122 20.0282 19.7576 20.5722
"nginx" 0x41ab5d 1.15025 0.899068 1.23627 24.9503 24.5894 29.2674
"sluice" 0xe6550d 1.52516 1.36771 2.83276 24.1574 23.5813 24.6327
"uring" 0x8e44ad 1.75987 0.668531 2.71839 24.0298 23.6214 24.8963
END
$data2 << END
"direct" 0x9e9e9e 584.000 574.000 600.000 1423.00 1252.00 1557.00 1977.00 1841.00 2823.00
"haproxy" 0x6baed6 1622.00 1590.00 1657.00 2999.00 2895.00 3072.00 4153.00 3683.00 4970.00
"haproxy-splice" 0x2171b5 1646.00 1597.00 1687.00 3083.00 2996.00 3221.00 4008.00 3834.00 4163.00
"nginx" 0x41ab5d 1639.00 1608.00 1848.00 3462.00 3195.00 3736.00 4826.00 4035.00 6021.00
"sluice" 0xe6550d 1778.00 1685.00 1897.00 4273.00 4035.00 5052.00 7688.00 4986.00 13550.0
"uring" 0x8e44ad 1653.00 1562.00 1797.00 4046.00 3608.00 4324.00 7297.00 5711.00 9380.00
END
$data3 << END
"haproxy" 0x6baed6 4.29940 4.29940 4.29940
"haproxy-splice" 0x2171b5 7.35990 7.35990 7.35990
"nginx" 0x41ab5d 7.42110 7.42110 7.42110
"sluice" 0xe6550d 6.45340 6.45340 6.45340
"uring" 0x8e44ad 0.535200 0.535200 0.535200
END
$data4 << END
"haproxy" 0x6baed6 15.5508 15.4922 15.6211
"haproxy-splice" 0x2171b5 15.2500 15.2500 15.2500
"nginx" 0x41ab5d 16.4844 16.4531 19.0234
"sluice" 0xe6550d 127.328 126.504 128.133
"uring" 0x8e44ad 153.465 153.102 153.777
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
