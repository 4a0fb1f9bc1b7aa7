$data0 << END
"direct" 0x9e9e9e 22312.0 21963.9 22929.9
"haproxy" 0x6baed6 15243.4 13473.0 16209.5
"haproxy-splice" 0x2171b5 15345.0 15096.0 17237.0
"nginx" 0x41ab5d 16396.1 15429.1 16890.4
"sluice" 0xe6550d 15720.0 15484.6 15965.4
"uring" 0x8e44ad 15977.5 15851.9 16141.9
END
$data1 << END
"haproxy" 0x6baed6 5.16186 3.69019 5.34382 55.6988 53.2245 60.4675
"haproxy-splice" 0x2171b5 3.86123 3.24979 4.13241 58.0713 51.9335 59.7574
"nginx" 0x41ab5d 2.34082 1.77347 3.14385 54.2314 52.6527 59.1233
"sluice" 0xe6550d 4.94262 2.11077 5.53922 56.5178 54.6482 58.0463
"uring" 0x8e44ad 3.52887 3.08578 7.31575 56.0293 54.9726 56.8551
END
$data2 << END
"direct" 0x9e9e9e 837.000 821.000 858.000 2793.00 2646.00 3016.00 3782.00 3422.00 4985.00
"haproxy" 0x6baed6 3220.00 2835.00 3684.00 6486.00 5927.00 7034.00 8014.00 6871.00 9777.00
"haproxy-splice" 0x2171b5 3533.00 3199.00 3671.00 6562.00 5871.00 6772.00 11295.0 7930.00 14001.0
"nginx" 0x41ab5d 2556.00 2331.00 2680.00 6744.00 6194.00 7465.00 8693.00 8248.00 9716.00
"sluice" 0xe6550d 3666.00 3260.00 3845.00 6625.00 6360.00 7330.00 9881.00 8175.00 12032.0
"uring" 0x8e44ad 3166.00 3064.00 3786.00 6473.00 5944.00 8187.00 9680.00 7336.00 12847.0
END
$data3 << END
"haproxy" 0x6baed6 17.8440 17.8440 17.8440
"haproxy-splice" 0x2171b5 17.8220 17.8220 17.8220
"nginx" 0x41ab5d 17.0649 17.0649 17.0649
"sluice" 0xe6550d 15.4391 15.4391 15.4391
"uring" 0x8e44ad 8.58080 8.58080 8.58080
END
$data4 << END
"haproxy" 0x6baed6 15.2656 15.2656 15.2656
"haproxy-splice" 0x2171b5 15.3008 15.3008 15.3008
"nginx" 0x41ab5d 13.5977 13.5977 13.5977
"sluice" 0xe6550d 144.492 144.289 144.566
"uring" 0x8e44ad 150.980 150.910 151.125
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
