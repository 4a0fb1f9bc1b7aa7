$data0 << END
"direct" 0x9e9e9e 252144 243728 255152
"nginx" 0x41ab5d 115049 111721 116658
"sluice" 0xe6550d 233632 229952 256112
"uring" 0x8e44ad 220125 210048 263520
END
$data1 << END
"nginx" 0x41ab5d 0.758810 0.648477 0.836462 5.48569 4.80450 5.54285
"sluice" 0xe6550d 0.253966 0.181756 0.274577 2.34664 2.18069 2.48791
"uring" 0x8e44ad 0.242486 0.194241 0.474276 2.85792 2.13760 2.87223
END
$data2 << END
"nginx" 0x41ab5d 3.53800 3.53800 3.53800
"sluice" 0xe6550d 0.225400 0.225400 0.225400
"uring" 0x8e44ad 0.178400 0.178400 0.178400
END
$data3 << END
"nginx" 0x41ab5d 45.7266 41.5859 55.6719
"sluice" 0xe6550d 123.004 121.883 123.770
"uring" 0x8e44ad 129.504 127.715 131.590
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "udp-oneway-1400x1000.png"
set multiplot layout 1,4 title "udp-oneway-1400x1000: 1000 sessions that send 1400 bytes to a sink; what arrives counts"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "datagrams/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU µs/datagram\nuser dark, system light"
set yrange [0:*]
plot $data1 using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \
  $data1 using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
set title "system calls/datagram"
set yrange [0:*]
plot $data2 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data2 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
