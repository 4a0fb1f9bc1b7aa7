$data0 << END
"direct" 0x9e9e9e 162321 128690 163836
"haproxy" 0x6baed6 76484.9 66392.0 81294.8
"haproxy-splice" 0x2171b5 66000.6 55202.4 68306.0
"nginx" 0x41ab5d 77573.3 72890.1 83707.3
"sluice" 0xe6550d 80124.7 75106.9 82733.3
"uring" 0x8e44ad 81362.3 78407.9 85677.6
END
$data1 << END
"haproxy" 0x6baed6 1.08405 1.02291 1.28817 10.2718 9.33400 11.7412
"haproxy-splice" 0x2171b5 1.59510 1.52116 1.73443 13.3334 12.8575 16.2079
"nginx" 0x41ab5d 0.687763 0.549040 0.809469 9.79825 9.29791 10.4332
"sluice" 0xe6550d 0.824753 0.673382 1.27358 9.07941 8.94268 9.68000
"uring" 0x8e44ad 0.709697 0.494493 1.42872 9.46525 9.31638 10.0547
END
$data2 << END
"direct" 0x9e9e9e 1554.00 1530.00 1943.00 3064.00 3050.00 3913.00 5721.00 4617.00 7748.00
"haproxy" 0x6baed6 5159.00 4570.00 6093.00 10119.0 9088.00 11325.0 12598.0 12034.0 13595.0
"haproxy-splice" 0x2171b5 7588.00 7361.00 9173.00 10876.0 9148.00 11538.0 13166.0 12758.0 14744.0
"nginx" 0x41ab5d 4889.00 4582.00 5216.00 9983.00 8586.00 11414.0 12146.0 10367.0 14151.0
"sluice" 0xe6550d 4837.00 4678.00 5221.00 9561.00 8687.00 10538.0 12416.0 10623.0 13356.0
"uring" 0x8e44ad 4336.00 4162.00 4565.00 12493.0 11614.0 14273.0 19695.0 14771.0 20249.0
END
$data3 << END
"haproxy" 0x6baed6 5.08590 5.08590 5.08590
"haproxy-splice" 0x2171b5 9.52050 9.52050 9.52050
"nginx" 0x41ab5d 4.57180 4.57180 4.57180
"sluice" 0xe6550d 4.38990 4.38990 4.38990
"uring" 0x8e44ad 0.169100 0.169100 0.169100
END
$data4 << END
"haproxy" 0x6baed6 16.7031 16.6797 16.7188
"haproxy-splice" 0x2171b5 16.8789 16.8750 16.9219
"nginx" 0x41ab5d 29.9805 21.0156 38.7305
"sluice" 0xe6550d 128.637 124.496 132.199
"uring" 0x8e44ad 147.988 147.449 148.047
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "keepalive-512.png"
set multiplot layout 1,5 title "keepalive-512: 512 connections that stay open and ask for 2 bytes at a time"
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
