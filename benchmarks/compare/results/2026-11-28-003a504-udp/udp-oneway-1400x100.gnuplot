$data0 << END
"direct" 0x9e9e9e 256304 253296 258848
"nginx" 0x41ab5d 123790 118829 137346
"sluice" 0xe6550d 244448 222992 253184
"uring" 0x8e44ad 228976 221664 281680
END
$data1 << END
"nginx" 0x41ab5d 0.589084 0.255559 0.708054 5.47540 5.34973 5.79303
"sluice" 0xe6550d 0.340147 0.277071 0.357949 2.43467 2.40201 2.74696
"uring" 0x8e44ad 0.421358 0.350398 0.556827 2.65748 2.04097 2.76477
END
$data2 << END
"nginx" 0x41ab5d 3.27710 3.27710 3.27710
"sluice" 0xe6550d 0.164400 0.164400 0.164400
"uring" 0x8e44ad 0.143900 0.143900 0.143900
END
$data3 << END
"nginx" 0x41ab5d 15.3281 15.1641 16.1680
"sluice" 0xe6550d 119.309 118.945 119.578
"uring" 0x8e44ad 144.332 143.242 145.301
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "udp-oneway-1400x100.png"
set multiplot layout 1,4 title "udp-oneway-1400x100: 100 sessions that send 1400 bytes to a sink; what arrives counts"
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
