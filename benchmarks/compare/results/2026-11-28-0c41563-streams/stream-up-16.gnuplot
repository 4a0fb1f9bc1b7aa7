$data0 << END
"direct" 0x9e9e9e 4.43229 3.95144 4.72540
"haproxy" 0x6baed6 2.33400 2.21359 2.44081
"haproxy-splice" 0x2171b5 1.90322 1.81889 1.96866
"nginx" 0x41ab5d 2.02580 1.97146 2.08303
"haproxy-default" 0xbdd7e7 1.52550 1.44650 1.61249
"nginx-default" 0xa1d99b 1.56195 1.44413 1.61814
"sluice" 0xe6550d 2.27543 2.14349 2.58914
"uring" 0x8e44ad 2.39000 2.20248 2.49522
END
$data1 << END
"haproxy" 0x6baed6 0.00554487 0.00427772 0.00952841 0.420659 0.398832 0.439509
"haproxy-splice" 0x2171b5 0.00349605 0.00335819 0.00544548 0.513919 0.496544 0.533657
"nginx" 0x41ab5d 0.00674863 0.00491786 0.00989126 0.483023 0.470211 0.497712
"haproxy-default" 0xbdd7e7 0.0342622 0.0230413 0.0444106 0.606012 0.582101 0.663590
"nginx-default" 0xa1d99b 0.0164375 0.0145171 0.0191727 0.617786 0.597915 0.668222
"sluice" 0xe6550d 0.00987865 0.00740358 0.0204398 0.421194 0.235057 0.448814
"uring" 0x8e44ad 0.00897382 0.00545312 0.0151744 0.408330 0.388856 0.439717
END
$data2 << END
"haproxy" 0x6baed6 15980.7 15980.7 15980.7
"haproxy-splice" 0x2171b5 8217.66 8217.66 8217.66
"nginx" 0x41ab5d 32610.2 32610.2 32610.2
"haproxy-default" 0xbdd7e7 129929 129929 129929
"nginx-default" 0xa1d99b 127536 127536 127536
"sluice" 0xe6550d 8520.64 8520.64 8520.64
"uring" 0x8e44ad 8307.91 8307.91 8307.91
END
$data3 << END
"haproxy" 0x6baed6 17.4375 17.2188 17.4414
"haproxy-splice" 0x2171b5 15.1836 15.1836 15.1836
"nginx" 0x41ab5d 13.6836 13.3945 13.8242
"haproxy-default" 0xbdd7e7 15.3086 15.3008 15.3086
"nginx-default" 0xa1d99b 12.4414 12.3516 12.4922
"sluice" 0xe6550d 115.977 114.770 116.328
"uring" 0x8e44ad 126.188 125.449 126.602
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "stream-up-16.png"
set multiplot layout 1,4 title "stream-up-16: as many bytes as pass from the client to the endpoint, over connections: 16"
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
