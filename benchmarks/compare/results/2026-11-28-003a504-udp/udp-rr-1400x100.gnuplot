$data0 << END
"direct" 0x9e9e9e 217784 199201 218788
"nginx" 0x41ab5d 77778.5 73817.5 84569.0
"sluice" 0xe6550d 108592 98198.0 108893
"uring" 0x8e44ad 103238 97816.5 112121
END
$data1 << END
"nginx" 0x41ab5d 0.758552 0.750850 0.785722 9.31251 9.19565 10.3653
"sluice" 0xe6550d 0.590283 0.536162 0.751196 7.40754 7.24243 8.63765
"uring" 0x8e44ad 0.566170 0.535697 0.725555 7.35991 4.35888 8.57422
END
$data2 << END
"direct" 0x9e9e9e 421.119 418.303 466.687 995.327 955.903 1008.64 4280.32 3813.38 4382.72
"nginx" 0x41ab5d 729.087 705.023 790.527 2430.98 2379.78 2480.13 4952.06 4288.51 5455.87
"sluice" 0xe6550d 872.959 872.447 990.719 1997.82 1968.13 2142.21 4718.59 3926.02 5091.33
"uring" 0x8e44ad 941.567 858.623 973.823 1987.58 1918.98 2083.84 4292.61 3889.15 4657.15
END
$data3 << END
"nginx" 0x41ab5d 6.06860 6.06860 6.06860
"sluice" 0xe6550d 2.25140 2.25140 2.25140
"uring" 0x8e44ad 2.23470 2.23470 2.23470
END
$data4 << END
"nginx" 0x41ab5d 14.5078 13.6875 15.2031
"sluice" 0xe6550d 118.465 118.355 118.613
"uring" 0x8e44ad 121.719 121.477 122.000
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-1400x100.png"
set multiplot layout 1,5 title "udp-rr-1400x100: 100 sessions that send 1400 bytes, with one datagram under way each"
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
