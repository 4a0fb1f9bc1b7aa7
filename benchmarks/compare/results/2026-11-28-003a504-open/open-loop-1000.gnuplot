$data0 << END
"direct" 0x9e9e9e 1000.00 1000.00 1000.00
"haproxy" 0x6baed6 1000.00 1000.00 1000.00
"haproxy-splice" 0x2171b5 1000.00 1000.00 1000.00
"nginx" 0x41ab5d 1000.00 1000.00 1000.00
"sluice" 0xe6550d 1000.00 1000.00 1000.00
"uring" 0x8e44ad 1000.00 1000.00 1000.00
END
$data1 << END
"haproxy" 0x6baed6 11.0667 11.0667 14.7667 18.4667 18.4667 22.1333
"haproxy-splice" 0x2171b5 11.0667 0.00000 14.7667 29.5333 14.7667 36.9333
"nginx" 0x41ab5d 0.00000 0.00000 3.70000 33.2333 29.5333 36.9000
"sluice" 0xe6550d 40.6333 0.00000 51.7000 7.40000 3.70000 36.9333
"uring" 0x8e44ad 33.2333 29.5333 47.9667 3.70000 3.70000 7.36667
END
$data2 << END
"direct" 0x9e9e9e 101.695 100.735 106.239 290.303 242.943 341.503 2830.34 2195.46 3778.56
"haproxy" 0x6baed6 139.391 136.831 143.743 2088.96 1757.18 2418.69 6234.11 3631.10 7835.65
"haproxy-splice" 0x2171b5 143.231 139.647 145.535 1155.07 728.575 1164.29 3274.75 2785.28 6565.89
"nginx" 0x41ab5d 141.695 138.111 160.639 1950.72 1287.17 2971.65 5042.18 3356.67 5681.15
"sluice" 0xe6550d 137.727 136.319 139.263 2408.45 2136.06 2453.50 5681.15 5603.33 8327.17
"uring" 0x8e44ad 142.591 139.007 147.071 1509.38 1317.89 1729.54 3964.93 3672.06 6737.92
END
$data3 << END
"haproxy" 0x6baed6 10.8300 10.8300 10.8300
"haproxy-splice" 0x2171b5 14.9170 14.9170 14.9170
"nginx" 0x41ab5d 6.65200 6.65200 6.65200
"sluice" 0xe6550d 6.87600 6.87600 6.87600
"uring" 0x8e44ad 6.54500 6.54500 6.54500
END
$data4 << END
"haproxy" 0x6baed6 15.2422 15.2422 15.2422
"haproxy-splice" 0x2171b5 15.2617 15.2617 15.2617
"nginx" 0x41ab5d 12.7305 12.3867 12.7383
"sluice" 0xe6550d 121.195 120.816 121.629
"uring" 0x8e44ad 120.797 120.293 121.344
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "open-loop-1000.png"
set multiplot layout 1,5 title "open-loop-1000: 1000 small requests a second over 64 connections"
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
