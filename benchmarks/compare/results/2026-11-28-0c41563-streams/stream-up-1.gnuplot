$data0 << END
"direct" 0x9e9e9e 4.29948 3.96442 4.72571
"haproxy" 0x6baed6 2.17121 2.04358 2.27685
"haproxy-splice" 0x2171b5 2.24186 1.93099 2.43782
"nginx" 0x41ab5d 1.80276 1.64394 2.08632
"haproxy-default" 0xbdd7e7 1.61921 1.53470 1.73881
"nginx-default" 0xa1d99b 1.57744 1.51355 1.67634
"sluice" 0xe6550d 2.26068 2.20892 2.35438
"uring" 0x8e44ad 2.18569 2.13156 2.22608
END
$data1 << END
"haproxy" 0x6baed6 0.00647117 0.00438904 0.00814597 0.385139 0.343808 0.446399
"haproxy-splice" 0x2171b5 0.00288564 0.00000 0.00591633 0.252823 0.169153 0.288876
"nginx" 0x41ab5d 0.00810754 0.00673343 0.0110808 0.456056 0.315976 0.541178
"haproxy-default" 0xbdd7e7 0.0268071 0.0217162 0.0363162 0.541082 0.421255 0.601538
"nginx-default" 0xa1d99b 0.0197979 0.0169013 0.0259463 0.585138 0.488585 0.629596
"sluice" 0xe6550d 0.00426736 0.00282832 0.0194903 0.294448 0.264448 0.335990
"uring" 0x8e44ad 0.00625136 0.00448696 0.0241322 0.323061 0.251880 0.333175
END
$data2 << END
"haproxy" 0x6baed6 15483.7 15483.7 15483.7
"haproxy-splice" 0x2171b5 7798.45 7798.45 7798.45
"nginx" 0x41ab5d 61366.4 61366.4 61366.4
"haproxy-default" 0xbdd7e7 157942 157942 157942
"nginx-default" 0xa1d99b 140823 140823 140823
"sluice" 0xe6550d 8356.32 8356.32 8356.32
"uring" 0x8e44ad 8807.96 8807.96 8807.96
END
$data3 << END
"haproxy" 0x6baed6 15.3906 15.3906 15.3906
"haproxy-splice" 0x2171b5 15.0039 15.0039 15.0039
"nginx" 0x41ab5d 11.9609 11.9609 11.9609
"haproxy-default" 0xbdd7e7 15.0156 15.0039 15.0156
"nginx-default" 0xa1d99b 12.0469 12.0469 12.0469
"sluice" 0xe6550d 122.160 122.133 122.297
"uring" 0x8e44ad 123.723 123.266 124.031
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "stream-up-1.png"
set multiplot layout 1,4 title "stream-up-1: as many bytes as pass from the client to the endpoint, over connections: 1"
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
