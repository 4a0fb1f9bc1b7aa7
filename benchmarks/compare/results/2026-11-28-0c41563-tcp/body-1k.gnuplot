$data0 << END
"direct" 0x9e9e9e 97433.6 82925.4 98590.6
"haproxy" 0x6baed6 52507.1 51435.5 53837.8
"haproxy-splice" 0x2171b5 54418.5 49825.7 55351.3
"nginx" 0x41ab5d 48760.3 44371.4 51941.2
"sluice" 0xe6550d 49983.2 45410.4 51500.9
"uring" 0x8e44ad 51198.2 49273.6 52285.1
END
$data1 << END
"haproxy" 0x6baed6 1.39604 1.32663 1.92348 14.0499 13.6567 14.5297
"haproxy-splice" 0x2171b5 1.48826 1.39970 1.71467 15.0316 14.6887 16.1120
"nginx" 0x41ab5d 0.900962 0.762121 1.01188 13.9260 13.8290 16.5927
"sluice" 0xe6550d 1.34403 1.16414 2.39874 13.6963 13.5817 16.1335
"uring" 0x8e44ad 1.10611 1.02936 1.50642 14.6397 14.4092 15.4759
END
$data2 << END
"direct" 0x9e9e9e 646.000 631.000 757.000 1227.00 774.000 2678.00 5097.00 3560.00 9030.00
"haproxy" 0x6baed6 1153.00 1132.00 1178.00 1915.00 1821.00 2006.00 3468.00 2805.00 7781.00
"haproxy-splice" 0x2171b5 1113.00 1102.00 1174.00 2102.00 1923.00 2295.00 3405.00 2991.00 4021.00
"nginx" 0x41ab5d 1208.00 1116.00 1320.00 2167.00 2091.00 2292.00 3453.00 2677.00 4081.00
"sluice" 0xe6550d 1194.00 1133.00 1293.00 2224.00 1996.00 3455.00 6697.00 3699.00 12438.0
"uring" 0x8e44ad 1149.00 1139.00 1162.00 2065.00 2000.00 2952.00 6996.00 6436.00 16656.0
END
$data3 << END
"haproxy" 0x6baed6 4.36020 4.36020 4.36020
"haproxy-splice" 0x2171b5 8.46270 8.46270 8.46270
"nginx" 0x41ab5d 4.24120 4.24120 4.24120
"sluice" 0xe6550d 4.27550 4.27550 4.27550
"uring" 0x8e44ad 0.339300 0.339300 0.339300
END
$data4 << END
"haproxy" 0x6baed6 15.4805 15.4688 15.4883
"haproxy-splice" 0x2171b5 15.4219 15.4219 15.4219
"nginx" 0x41ab5d 13.0547 12.6602 13.4297
"sluice" 0xe6550d 127.191 126.398 127.980
"uring" 0x8e44ad 136.820 126.895 137.316
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "body-1k.png"
set multiplot layout 1,5 title "body-1k: 64 connections that stay open and ask for 1 KiB at a time"
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
