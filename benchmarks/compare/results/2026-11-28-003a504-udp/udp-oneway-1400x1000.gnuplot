$data0 << END
"direct" 0x9e9e9e 228208 221520 243184
"nginx" 0x41ab5d 109376 106981 111195
"sluice" 0xe6550d 227744 220272 234112
"uring" 0x8e44ad 222064 205488 228768
END
$data1 << END
"nginx" 0x41ab5d 0.599639 0.576015 0.638166 5.15698 4.63540 5.65493
"sluice" 0xe6550d 0.289415 0.154120 0.398100 2.28865 1.43890 2.34142
"uring" 0x8e44ad 0.279322 0.262312 0.511709 2.57133 2.46341 2.89944
END
$data2 << END
"nginx" 0x41ab5d 3.51810 3.51810 3.51810
"sluice" 0xe6550d 0.225800 0.225800 0.225800
"uring" 0x8e44ad 0.171300 0.171300 0.171300
END
$data3 << END
"nginx" 0x41ab5d 42.8906 38.9297 52.2773
"sluice" 0xe6550d 122.879 121.750 123.582
"uring" 0x8e44ad 123.668 119.035 125.551
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
