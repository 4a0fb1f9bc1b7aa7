$data0 << END
"direct" 0x9e9e9e 238295 233929 242403
"nginx" 0x41ab5d 95619.5 89825.5 101135
"sluice" 0xe6550d 120752 118107 121779
"uring" 0x8e44ad 121767 119944 124401
END
$data1 << END
"nginx" 0x41ab5d 0.980373 0.793771 1.10269 8.49647 8.36160 8.67292
"sluice" 0xe6550d 0.622764 0.494467 0.760397 6.89844 6.70192 7.17146
"uring" 0x8e44ad 0.793804 0.572407 1.01756 6.87946 6.81747 7.10787
END
$data2 << END
"direct" 0x9e9e9e 4091.90 4022.27 4104.19 7774.21 7745.54 8863.74 11321.3 10813.4 15130.6
"nginx" 0x41ab5d 1865.73 1846.27 1939.46 6062.08 5783.55 6135.81 9060.35 8806.40 9879.55
"sluice" 0xe6550d 8081.41 8056.83 8294.40 16023.6 14811.1 16793.6 19497.0 18808.8 22347.8
"uring" 0x8e44ad 8028.16 7954.43 8081.41 17662.0 14950.4 18071.6 22315.0 20561.9 22380.5
END
$data3 << END
"nginx" 0x41ab5d 6.27560 6.27560 6.27560
"sluice" 0xe6550d 25.0748 25.0748 25.0748
"uring" 0x8e44ad 41.7115 41.7115 41.7115
END
$data4 << END
"nginx" 0x41ab5d 23.1211 22.8438 23.2305
"sluice" 0xe6550d 121.434 120.836 121.848
"uring" 0x8e44ad 119.609 115.238 120.383
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-64x1000.png"
set multiplot layout 1,5 title "udp-rr-64x1000: 1000 sessions that send 64 bytes, with one datagram under way each"
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
