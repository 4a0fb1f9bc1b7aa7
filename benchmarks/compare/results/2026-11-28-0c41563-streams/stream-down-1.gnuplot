$data0 << END
"direct" 0x9e9e9e 4.31232 3.86624 4.71393
"haproxy" 0x6baed6 2.35127 2.17261 2.60446
"haproxy-splice" 0x2171b5 2.28946 2.06353 2.39780
"nginx" 0x41ab5d 1.64394 1.62449 1.94609
"haproxy-default" 0xbdd7e7 1.65421 1.52602 1.80614
"nginx-default" 0xa1d99b 1.60454 1.42946 1.61326
"sluice" 0xe6550d 2.17987 2.06271 2.33631
"uring" 0x8e44ad 2.26520 2.08777 2.30194
END
$data1 << END
"haproxy" 0x6baed6 0.00567064 0.00511940 0.00767105 0.245255 0.188138 0.354402
"haproxy-splice" 0x2171b5 0.00432841 0.00278027 0.00582375 0.278027 0.164727 0.297217
"nginx" 0x41ab5d 0.00685050 0.00405630 0.0122582 0.543393 0.385340 0.558097
"haproxy-default" 0xbdd7e7 0.0263198 0.0218429 0.0372190 0.542593 0.463232 0.587575
"nginx-default" 0xa1d99b 0.0185955 0.0145356 0.0209356 0.570262 0.563168 0.671577
"sluice" 0xe6550d 0.0105807 0.00611556 0.0332456 0.313853 0.241565 0.363585
"uring" 0x8e44ad 0.0111761 0.00579219 0.0226154 0.314909 0.306590 0.368813
END
$data2 << END
"haproxy" 0x6baed6 15773.4 15773.4 15773.4
"haproxy-splice" 0x2171b5 8396.09 8396.09 8396.09
"nginx" 0x41ab5d 63414.8 63414.8 63414.8
"haproxy-default" 0xbdd7e7 153158 153158 153158
"nginx-default" 0xa1d99b 149314 149314 149314
"sluice" 0xe6550d 8389.97 8389.97 8389.97
"uring" 0x8e44ad 9076.28 9076.28 9076.28
END
$data3 << END
"haproxy" 0x6baed6 15.5273 15.4063 15.5273
"haproxy-splice" 0x2171b5 15.1289 15.1289 15.1289
"nginx" 0x41ab5d 11.9180 11.9180 11.9180
"haproxy-default" 0xbdd7e7 15.1719 15.1719 15.1719
"nginx-default" 0xa1d99b 11.9180 11.9180 11.9180
"sluice" 0xe6550d 120.754 120.375 120.938
"uring" 0x8e44ad 126.105 125.691 126.484
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "stream-down-1.png"
set multiplot layout 1,4 title "stream-down-1: as many bytes as pass from the endpoint to the client, over connections: 1"
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
