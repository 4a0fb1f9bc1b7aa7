$data0 << END
"direct" 0x9e9e9e 19002.5 18909.5 23026.5
"nginx" 0x41ab5d 13707.5 13118.0 13800.5
"sluice" 0xe6550d 13961.0 13213.5 14253.0
"uring" 0x8e44ad 13456.0 12578.5 13793.5
END
$data1 << END
"nginx" 0x41ab5d 1.69559 0.891904 2.56064 27.5461 27.3135 28.9907
"sluice" 0xe6550d 2.51415 2.21365 2.86957 27.6484 26.6540 28.3347
"uring" 0x8e44ad 3.25556 2.54468 3.47800 28.8578 28.2625 30.2381
END
$data2 << END
"direct" 0x9e9e9e 51.6470 50.1750 52.2230 73.9190 68.9270 75.3270 414.463 391.679 544.767
"nginx" 0x41ab5d 66.5590 66.4950 67.1350 129.919 128.703 132.991 1514.50 910.335 1842.18
"sluice" 0xe6550d 68.0950 66.8150 68.9270 109.055 108.735 133.247 966.143 530.431 1021.95
"uring" 0x8e44ad 68.0310 67.7110 69.3750 121.983 118.783 133.247 1418.24 1076.22 1566.72
END
$data3 << END
"nginx" 0x41ab5d 7.02470 7.02470 7.02470
"sluice" 0xe6550d 6.06340 6.06340 6.06340
"uring" 0x8e44ad 7.14910 7.14910 7.14910
END
$data4 << END
"nginx" 0x41ab5d 11.9258 11.9258 11.9258
"sluice" 0xe6550d 132.992 132.992 133.008
"uring" 0x8e44ad 119.387 117.996 120.949
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-1400x1.png"
set multiplot layout 1,5 title "udp-rr-1400x1: one session that sends 1400 bytes, with one datagram under way each"
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
