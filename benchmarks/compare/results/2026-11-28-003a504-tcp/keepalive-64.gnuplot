$data0 << END
"direct" 0x9e9e9e 164358 161762 167454
"haproxy" 0x6baed6 73926.2 68701.1 77266.5
"haproxy-splice" 0x2171b5 72921.7 62237.7 77036.2
"nginx" 0x41ab5d 75908.9 67944.7 79793.1
"sluice" 0xe6550d 75101.8 69106.4 76527.8
"uring" 0x8e44ad 76371.6 69852.6 78986.9
END
$data1 << END
"haproxy" 0x6baed6 1.03657 0.969232 1.34131 9.91505 9.61767 11.1946
"haproxy-splice" 0x2171b5 1.38202 1.10571 1.48681 11.6762 11.3197 13.9194
"nginx" 0x41ab5d 0.735615 0.612440 0.790104 9.69759 9.52087 11.2304
"sluice" 0xe6550d 0.842023 0.771188 1.05498 9.46103 9.35876 10.7002
"uring" 0x8e44ad 0.635609 0.590662 1.72733 9.57651 9.36622 11.2581
END
$data2 << END
"direct" 0x9e9e9e 188.000 184.000 191.000 618.000 543.000 932.000 4184.00 3872.00 5300.00
"haproxy" 0x6baed6 611.000 588.000 658.000 1546.00 1442.00 1701.00 3250.00 2615.00 3876.00
"haproxy-splice" 0x2171b5 792.000 771.000 979.000 1859.00 1662.00 2157.00 5036.00 3821.00 8571.00
"nginx" 0x41ab5d 583.000 572.000 659.000 1473.00 1348.00 1542.00 2574.00 2326.00 8754.00
"sluice" 0xe6550d 591.000 585.000 643.000 1473.00 1398.00 1611.00 4643.00 3051.00 9221.00
"uring" 0x8e44ad 592.000 583.000 664.000 1488.00 1353.00 2887.00 6489.00 3771.00 11430.0
END
$data3 << END
"haproxy" 0x6baed6 4.34210 4.34210 4.34210
"haproxy-splice" 0x2171b5 8.43730 8.43730 8.43730
"nginx" 0x41ab5d 4.29590 4.29590 4.29590
"sluice" 0xe6550d 4.27130 4.27130 4.27130
"uring" 0x8e44ad 0.250600 0.250600 0.250600
END
$data4 << END
"haproxy" 0x6baed6 15.4727 15.4609 15.4883
"haproxy-splice" 0x2171b5 15.2891 15.2852 15.2891
"nginx" 0x41ab5d 12.7422 12.6563 12.7930
"sluice" 0xe6550d 114.223 113.422 114.770
"uring" 0x8e44ad 133.828 129.789 144.008
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "keepalive-64.png"
set multiplot layout 1,5 title "keepalive-64: 64 connections that stay open and ask for 2 bytes at a time"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "requests/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU µs/request\nuser dark, system light"
set yrange [0:*]
plot $data1 using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \
  $data1 using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
set title "latency µs\n● p50  ■ p99  ▲ p99.9"
set logscale y
set yrange [*:*]
set xrange [-0.5:*]
set offsets 0, 0.4, 0, 0
plot $data2 using 0:3:4:5:2:xtic(1) with yerrorbars pt 7 ps 1.2 lc rgb variable notitle, \
  $data2 using ($0+0.15):6:7:8:2 with yerrorbars pt 5 ps 1.2 lc rgb variable notitle, \
  $data2 using ($0+0.3):9:10:11:2 with yerrorbars pt 9 ps 1.2 lc rgb variable notitle
unset logscale y
unset offsets
set xrange [*:*]
set title "system calls/request"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data4 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data4 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
