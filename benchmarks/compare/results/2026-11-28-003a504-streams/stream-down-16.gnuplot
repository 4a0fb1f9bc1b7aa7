$data0 << END
"direct" 0x9e9e9e 4.16452 3.92869 4.35118
"haproxy" 0x6baed6 2.34351 2.20753 2.52783
"haproxy-splice" 0x2171b5 3.16099 1.76671 3.33624
"nginx" 0x41ab5d 1.84177 1.79644 1.92789
"haproxy-default" 0xbdd7e7 1.59593 1.57688 1.61210
"nginx-default" 0xa1d99b 1.39684 1.35577 1.39913
"sluice" 0xe6550d 2.31952 2.13727 2.39758
"uring" 0x8e44ad 2.32018 2.21354 2.40250
END
$data1 << END
"haproxy" 0x6baed6 0.00711171 0.00659312 0.00754986 0.421013 0.388994 0.445442
"haproxy-splice" 0x2171b5 0.00632585 0.00299585 0.00943067 0.196101 0.195729 0.560182
"nginx" 0x41ab5d 0.00723938 0.00345795 0.0111329 0.537524 0.515235 0.547369
"haproxy-default" 0xbdd7e7 0.0292393 0.0289471 0.0338219 0.593141 0.591347 0.596111
"nginx-default" 0xa1d99b 0.0172098 0.0119316 0.0190590 0.701576 0.693272 0.720351
"sluice" 0xe6550d 0.0100592 0.00973105 0.0124766 0.422488 0.415655 0.461636
"uring" 0x8e44ad 0.0129297 0.00150567 0.0138741 0.450196 0.439810 0.466905
END
$data2 << END
"haproxy" 0x6baed6 17652.7 17652.7 17652.7
"haproxy-splice" 0x2171b5 9050.44 9050.44 9050.44
"nginx" 0x41ab5d 55671.5 55671.5 55671.5
"haproxy-default" 0xbdd7e7 139939 139939 139939
"nginx-default" 0xa1d99b 149247 149247 149247
"sluice" 0xe6550d 9313.26 9313.26 9313.26
"uring" 0x8e44ad 10365.2 10365.2 10365.2
END
$data3 << END
"haproxy" 0x6baed6 15.3828 15.3828 15.8711
"haproxy-splice" 0x2171b5 15.2070 15.2070 15.2070
"nginx" 0x41ab5d 13.1641 12.6641 13.6172
"haproxy-default" 0xbdd7e7 15.4297 15.4297 15.4297
"nginx-default" 0xa1d99b 12.3281 12.2461 12.4102
"sluice" 0xe6550d 120.582 120.258 120.793
"uring" 0x8e44ad 116.719 116.375 117.016
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "stream-down-16.png"
set multiplot layout 1,4 title "stream-down-16: as many bytes as pass from the endpoint to the client, over connections: 16"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "GB/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU s/GB\nuser dark, system light"
set yrange [0:*]
plot $data1 using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \
  $data1 using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
set title "system calls/GB"
set yrange [0:*]
plot $data2 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data2 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
