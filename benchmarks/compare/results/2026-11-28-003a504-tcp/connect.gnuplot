$data0 << END
"direct" 0x9e9e9e 22604.6 22162.5 22694.2
"haproxy" 0x6baed6 15400.7 15288.9 15734.4
"haproxy-splice" 0x2171b5 16484.2 16250.2 16783.9
"nginx" 0x41ab5d 15936.3 15330.2 16528.4
"sluice" 0xe6550d 15396.8 14943.8 15904.7
"uring" 0x8e44ad 15657.9 13704.2 15806.4
END
$data1 << END
"haproxy" 0x6baed6 5.17621 4.97566 6.59518 53.8483 52.7615 55.1650
"haproxy-splice" 0x2171b5 3.82841 3.37121 4.49935 53.9394 52.9696 54.9639
"nginx" 0x41ab5d 2.64110 2.41614 3.13283 54.3631 53.8847 57.4028
"sluice" 0xe6550d 4.48795 3.75932 7.55976 56.2535 55.8601 59.7068
"uring" 0x8e44ad 3.44531 2.53357 10.4222 58.0610 56.3522 59.1400
END
$data2 << END
"direct" 0x9e9e9e 834.000 804.000 838.000 2829.00 2570.00 2914.00 3778.00 3401.00 4137.00
"haproxy" 0x6baed6 3282.00 2933.00 3692.00 6479.00 6325.00 6712.00 7283.00 7044.00 8752.00
"haproxy-splice" 0x2171b5 3233.00 3193.00 3445.00 6317.00 5756.00 6640.00 7548.00 7109.00 8413.00
"nginx" 0x41ab5d 2659.00 2522.00 2787.00 7442.00 7073.00 8009.00 9513.00 8360.00 12155.0
"sluice" 0xe6550d 3469.00 2985.00 3971.00 7106.00 5762.00 7562.00 12492.0 9768.00 13495.0
"uring" 0x8e44ad 3736.00 3147.00 3933.00 6554.00 6125.00 9473.00 10345.0 8353.00 13200.0
END
$data3 << END
"haproxy" 0x6baed6 17.8375 17.8375 17.8375
"haproxy-splice" 0x2171b5 17.9314 17.9314 17.9314
"nginx" 0x41ab5d 17.0684 17.0684 17.0684
"sluice" 0xe6550d 15.4230 15.4230 15.4230
"uring" 0x8e44ad 8.60630 8.60630 8.60630
END
$data4 << END
"haproxy" 0x6baed6 15.5039 15.5039 15.5117
"haproxy-splice" 0x2171b5 15.3477 15.3398 15.3477
"nginx" 0x41ab5d 12.7539 12.7266 12.7656
"sluice" 0xe6550d 138.137 138.031 138.176
"uring" 0x8e44ad 144.973 144.949 145.695
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "connect.png"
set multiplot layout 1,5 title "connect: 64 clients that connect and ask once for 2 bytes and close and connect again"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "connections/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU µs/connection\nuser dark, system light"
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
set title "system calls/connection"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data4 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data4 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
