$data0 << END
"direct" 0x9e9e9e 260048 256096 263312
"nginx" 0x41ab5d 139280 137296 165920
"sluice" 0xe6550d 178368 176560 216112
"uring" 0x8e44ad 201840 190592 217264
END
$data1 << END
"nginx" 0x41ab5d 0.387536 0.334578 0.468695 4.81045 4.77290 4.82733
"sluice" 0xe6550d 0.378739 0.327974 0.495582 3.04931 2.24559 3.07318
"uring" 0x8e44ad 0.399020 0.296414 0.404776 2.54385 2.34369 2.70106
END
$data2 << END
"nginx" 0x41ab5d 3.18880 3.18880 3.18880
"sluice" 0xe6550d 0.223800 0.223800 0.223800
"uring" 0x8e44ad 0.226000 0.226000 0.226000
END
$data3 << END
"nginx" 0x41ab5d 11.9063 11.9063 11.9063
"sluice" 0xe6550d 118.352 118.332 118.387
"uring" 0x8e44ad 123.301 122.645 124.102
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "udp-oneway-64x1.png"
set multiplot layout 1,4 title "udp-oneway-64x1: one session that sends 64 bytes to a sink; what arrives counts"
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
