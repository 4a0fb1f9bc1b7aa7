$data0 << END
"direct" 0x9e9e9e 264864 258256 273664
"nginx" 0x41ab5d 134626 129165 137808
"sluice" 0xe6550d 251168 219408 283616
"uring" 0x8e44ad 252080 213520 268896
END
$data1 << END
"nginx" 0x41ab5d 0.542332 0.476136 0.547503 5.39158 5.19552 5.46899
"sluice" 0xe6550d 0.372062 0.324911 0.425691 2.41850 2.05119 2.71435
"uring" 0x8e44ad 0.324847 0.299905 0.411203 2.23079 1.53545 2.51388
END
$data2 << END
"nginx" 0x41ab5d 3.21820 3.21820 3.21820
"sluice" 0xe6550d 0.196300 0.196300 0.196300
"uring" 0x8e44ad 0.141100 0.141100 0.141100
END
$data3 << END
"nginx" 0x41ab5d 14.8477 14.3789 15.4180
"sluice" 0xe6550d 113.105 112.875 113.344
"uring" 0x8e44ad 124.762 123.930 125.691
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "udp-oneway-512x100.png"
set multiplot layout 1,4 title "udp-oneway-512x100: 100 sessions that send 512 bytes to a sink; what arrives counts"
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
