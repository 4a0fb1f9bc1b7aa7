$data0 << END
"direct" 0x9e9e9e 167390 133249 171806
"haproxy" 0x6baed6 75275.9 68233.3 77721.9
"haproxy-splice" 0x2171b5 73674.1 73416.7 75757.1
"nginx" 0x41ab5d 77043.9 65435.4 79391.8
"sluice" 0xe6550d 78547.1 65502.1 80223.9
"uring" 0x8e44ad 78334.2 77982.5 79181.1
END
$data1 << END
"haproxy" 0x6baed6 1.06240 0.986075 1.23340 9.92943 9.47309 10.9330
"haproxy-splice" 0x2171b5 1.27077 1.17645 1.55500 11.3922 11.1960 11.7645
"nginx" 0x41ab5d 0.678527 0.629638 0.691246 9.67745 9.52853 11.8142
"sluice" 0xe6550d 0.872336 0.806133 1.67489 9.30491 9.23516 10.8375
"uring" 0x8e44ad 0.673698 0.552968 1.23877 9.44029 9.26788 9.64231
END
$data2 << END
"direct" 0x9e9e9e 184.000 180.000 233.000 605.000 389.000 1127.00 4425.00 2593.00 6583.00
"haproxy" 0x6baed6 599.000 582.000 673.000 1510.00 1456.00 1731.00 3286.00 3018.00 4715.00
"haproxy-splice" 0x2171b5 778.000 770.000 785.000 1798.00 1604.00 1994.00 3962.00 3126.00 9503.00
"nginx" 0x41ab5d 579.000 559.000 694.000 1463.00 1404.00 1590.00 2846.00 2440.00 3920.00
"sluice" 0xe6550d 566.000 559.000 693.000 1444.00 1314.00 2269.00 3772.00 2653.00 6850.00
"uring" 0x8e44ad 578.000 574.000 582.000 1842.00 1361.00 2390.00 5822.00 4616.00 7210.00
END
$data3 << END
"haproxy" 0x6baed6 4.34280 4.34280 4.34280
"haproxy-splice" 0x2171b5 8.41630 8.41630 8.41630
"nginx" 0x41ab5d 4.23070 4.23070 4.23070
"sluice" 0xe6550d 4.31220 4.31220 4.31220
"uring" 0x8e44ad 0.254600 0.254600 0.254600
END
$data4 << END
"haproxy" 0x6baed6 15.3633 15.3438 15.3750
"haproxy-splice" 0x2171b5 15.4375 15.4375 15.4375
"nginx" 0x41ab5d 12.9297 12.5586 13.0352
"sluice" 0xe6550d 120.941 120.160 121.668
"uring" 0x8e44ad 149.461 149.129 149.820
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "keepalive-64.png"
set multiplot layout 1,5 title "keepalive-64: 64 connections that stay open and ask for 2 bytes at a time"
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
