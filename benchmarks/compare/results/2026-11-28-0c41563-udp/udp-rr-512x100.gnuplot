$data0 << END
"direct" 0x9e9e9e 224384 222863 226707
"nginx" 0x41ab5d 69916.5 67356.0 80324.5
"sluice" 0xe6550d 114795 109520 116949
"uring" 0x8e44ad 107725 107343 114847
END
$data1 << END
"nginx" 0x41ab5d 0.873955 0.606479 0.911087 9.52625 9.24873 9.77380
"sluice" 0xe6550d 0.447631 0.404634 0.480278 7.43717 7.41092 7.94923
"uring" 0x8e44ad 0.595965 0.559007 0.652581 7.67241 7.50724 7.80324
END
$data2 << END
"direct" 0x9e9e9e 410.623 401.919 416.767 936.447 893.439 982.015 2957.31 2578.43 3962.88
"nginx" 0x41ab5d 991.231 913.919 1094.66 3268.61 3153.92 3330.05 5906.43 4894.72 6627.33
"sluice" 0xe6550d 850.431 841.215 887.807 1797.12 1785.86 1889.28 4685.82 4366.34 5234.69
"uring" 0x8e44ad 897.535 845.311 897.535 1944.58 1943.55 1976.32 4077.57 4059.14 4808.70
END
$data3 << END
"nginx" 0x41ab5d 6.15200 6.15200 6.15200
"sluice" 0xe6550d 2.18630 2.18630 2.18630
"uring" 0x8e44ad 2.17780 2.17780 2.17780
END
$data4 << END
"nginx" 0x41ab5d 13.4766 13.1602 13.8320
"sluice" 0xe6550d 109.328 109.227 109.469
"uring" 0x8e44ad 125.156 124.781 125.566
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-512x100.png"
set multiplot layout 1,5 title "udp-rr-512x100: 100 sessions that send 512 bytes, with one datagram under way each"
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
