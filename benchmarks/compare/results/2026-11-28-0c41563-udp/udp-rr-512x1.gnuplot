$data0 << END
"direct" 0x9e9e9e 22077.5 19306.5 22722.0
"nginx" 0x41ab5d 14900.5 13404.0 15382.5
"sluice" 0xe6550d 14742.0 14276.5 14940.5
"uring" 0x8e44ad 13998.5 13437.5 14024.0
END
$data1 << END
"nginx" 0x41ab5d 2.61862 1.13441 2.74823 25.7078 25.1267 27.9245
"sluice" 0xe6550d 3.90884 3.57143 4.10115 24.6100 24.2361 25.4229
"uring" 0x8e44ad 5.01839 3.75784 5.22419 26.7256 26.3457 26.9879
END
$data2 << END
"direct" 0x9e9e9e 50.8470 50.1750 51.1030 72.9590 67.5830 74.7510 327.167 248.063 543.743
"nginx" 0x41ab5d 65.3750 65.1830 71.4870 110.271 109.055 116.479 731.647 651.775 1009.15
"sluice" 0xe6550d 65.2470 63.8710 66.6870 111.871 106.239 112.383 701.439 570.879 728.063
"uring" 0x8e44ad 66.6870 66.3670 68.2230 111.999 109.183 139.007 563.199 415.999 774.655
END
$data3 << END
"nginx" 0x41ab5d 7.07730 7.07730 7.07730
"sluice" 0xe6550d 6.05040 6.05040 6.05040
"uring" 0x8e44ad 7.11890 7.11890 7.11890
END
$data4 << END
"nginx" 0x41ab5d 11.9141 11.9141 11.9141
"sluice" 0xe6550d 133.137 133.125 133.160
"uring" 0x8e44ad 129.613 128.000 131.074
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-512x1.png"
set multiplot layout 1,5 title "udp-rr-512x1: one session that sends 512 bytes, with one datagram under way each"
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
