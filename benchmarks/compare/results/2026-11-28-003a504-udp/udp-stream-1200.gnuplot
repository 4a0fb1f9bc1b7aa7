$data0 << END
"direct" 0x9e9e9e 281249 272064 285168
"nginx" 0x41ab5d 102895 90928.5 104973
"sluice" 0xe6550d 226378 214039 252839
"uring" 0x8e44ad 179129 162304 182105
END
$data1 << END
"nginx" 0x41ab5d 0.637864 0.606346 0.682249 8.43407 8.29778 8.99168
"sluice" 0xe6550d 0.258197 0.245283 0.298610 2.71052 2.31927 3.08029
"uring" 0x8e44ad 0.288845 0.252305 0.424556 4.21234 3.88294 4.50452
END
$data2 << END
"direct" 0x9e9e9e 214.271 211.583 216.191 435.967 432.127 468.735 1546.24 1482.75 1617.92
"nginx" 0x41ab5d 563.711 561.151 633.343 1546.24 1489.92 1657.86 4857.86 4517.89 4952.06
"sluice" 0xe6550d 220.415 197.247 224.639 561.151 545.791 570.879 2060.29 1948.67 2484.22
"uring" 0x8e44ad 378.879 334.079 392.703 589.311 500.479 619.519 2109.44 1938.43 2281.47
END
$data3 << END
"nginx" 0x41ab5d 5.38170 5.38170 5.38170
"sluice" 0xe6550d 0.166700 0.166700 0.166700
"uring" 0x8e44ad 0.241900 0.241900 0.241900
END
$data4 << END
"nginx" 0x41ab5d 11.9375 11.9375 11.9375
"sluice" 0xe6550d 117.953 117.941 117.977
"uring" 0x8e44ad 159.816 159.078 160.766
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-stream-1200.png"
set multiplot layout 1,5 title "udp-stream-1200: one session with 64 datagrams of 1200 bytes on their way there and back"
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
