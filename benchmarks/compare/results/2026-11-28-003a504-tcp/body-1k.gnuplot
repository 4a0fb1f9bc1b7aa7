$data0 << END
"direct" 0x9e9e9e 96874.6 92468.9 99809.1
"haproxy" 0x6baed6 51854.7 46111.7 53853.2
"haproxy-splice" 0x2171b5 53260.1 47091.7 55140.3
"nginx" 0x41ab5d 49404.7 48357.5 50821.1
"sluice" 0xe6550d 50349.9 49162.1 50801.8
"uring" 0x8e44ad 52111.7 50817.1 52774.2
END
$data1 << END
"haproxy" 0x6baed6 1.37278 1.20266 1.60788 14.7176 13.7288 17.0514
"haproxy-splice" 0x2171b5 1.63132 1.13218 1.73994 14.9563 14.6215 17.9734
"nginx" 0x41ab5d 0.793320 0.655596 1.01185 14.0153 13.4239 14.6102
"sluice" 0xe6550d 1.45030 1.11479 1.75460 13.3775 13.2570 14.1624
"uring" 0x8e44ad 1.20109 1.07325 1.57314 14.2679 14.2234 14.7306
END
$data2 << END
"direct" 0x9e9e9e 637.000 630.000 646.000 1648.00 885.000 3039.00 7690.00 3700.00 9564.00
"haproxy" 0x6baed6 1165.00 1131.00 1305.00 1894.00 1862.00 2255.00 3503.00 2921.00 4029.00
"haproxy-splice" 0x2171b5 1130.00 1110.00 1280.00 2184.00 2039.00 2343.00 3721.00 2961.00 3862.00
"nginx" 0x41ab5d 1210.00 1147.00 1218.00 2137.00 2041.00 2236.00 3303.00 2547.00 4280.00
"sluice" 0xe6550d 1177.00 1162.00 1225.00 2052.00 1953.00 2454.00 5000.00 3705.00 6432.00
"uring" 0x8e44ad 1133.00 1123.00 1150.00 2059.00 2002.00 3439.00 4736.00 4269.00 8363.00
END
$data3 << END
"haproxy" 0x6baed6 4.34310 4.34310 4.34310
"haproxy-splice" 0x2171b5 8.42210 8.42210 8.42210
"nginx" 0x41ab5d 4.22910 4.22910 4.22910
"sluice" 0xe6550d 4.24540 4.24540 4.24540
"uring" 0x8e44ad 0.325300 0.325300 0.325300
END
$data4 << END
"haproxy" 0x6baed6 15.4883 15.4766 15.4883
"haproxy-splice" 0x2171b5 15.2852 15.2852 15.2852
"nginx" 0x41ab5d 13.2930 13.0078 13.6875
"sluice" 0xe6550d 121.336 120.543 122.066
"uring" 0x8e44ad 143.422 143.094 143.906
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
