$data0 << END
"direct" 0x9e9e9e 266976 263536 269456
"nginx" 0x41ab5d 135893 135042 147349
"sluice" 0xe6550d 250688 234304 257104
"uring" 0x8e44ad 258736 236912 279856
END
$data1 << END
"nginx" 0x41ab5d 0.388768 0.354941 0.644993 5.14284 4.90202 5.32174
"sluice" 0xe6550d 0.347643 0.295795 0.373020 2.34016 2.22964 2.48630
"uring" 0x8e44ad 0.293929 0.291579 0.514326 2.39646 2.08250 2.52224
END
$data2 << END
"nginx" 0x41ab5d 3.18600 3.18600 3.18600
"sluice" 0xe6550d 0.182400 0.182400 0.182400
"uring" 0x8e44ad 0.135400 0.135400 0.135400
END
$data3 << END
"nginx" 0x41ab5d 14.5547 14.0195 15.1641
"sluice" 0xe6550d 111.730 111.223 111.977
"uring" 0x8e44ad 137.305 136.461 138.148
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "udp-oneway-64x100.png"
set multiplot layout 1,4 title "udp-oneway-64x100: 100 sessions that send 64 bytes to a sink; what arrives counts"
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
