$data0 << END
"direct" 0x9e9e9e 21738.5 19365.5 23981.0
"nginx" 0x41ab5d 14337.0 14211.5 14570.0
"sluice" 0xe6550d 14355.0 14119.5 14517.0
"uring" 0x8e44ad 14125.5 13956.5 14516.0
END
$data1 << END
"nginx" 0x41ab5d 1.23492 1.20453 2.04018 27.3453 19.6877 27.9985
"sluice" 0xe6550d 3.26019 3.22381 4.13612 24.9914 24.8274 25.6809
"uring" 0x8e44ad 4.00937 3.35328 4.14145 26.4982 26.0540 27.2561
END
$data2 << END
"direct" 0x9e9e9e 50.6870 48.7030 51.4550 71.4870 67.3910 75.7750 224.383 205.311 235.391
"nginx" 0x41ab5d 65.5990 65.3430 66.5590 108.991 103.935 111.871 355.583 158.847 1251.33
"sluice" 0xe6550d 65.3430 65.1830 65.4710 108.031 106.111 116.287 1195.01 1083.39 1233.92
"uring" 0x8e44ad 67.5830 66.7510 67.9670 115.839 105.919 118.783 870.399 401.407 1318.91
END
$data3 << END
"nginx" 0x41ab5d 7.14450 7.14450 7.14450
"sluice" 0xe6550d 6.05160 6.05160 6.05160
"uring" 0x8e44ad 7.09200 7.09200 7.09200
END
$data4 << END
"nginx" 0x41ab5d 11.8828 11.8828 11.8828
"sluice" 0xe6550d 134.199 134.090 134.227
"uring" 0x8e44ad 124.617 122.988 126.012
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-64x1.png"
set multiplot layout 1,5 title "udp-rr-64x1: one session that sends 64 bytes, with one datagram under way each"
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
