$data0 << END
"direct" 0x9e9e9e 237649 232167 238375
"nginx" 0x41ab5d 72092.0 57039.5 80886.5
"sluice" 0xe6550d 116412 110181 118713
"uring" 0x8e44ad 114200 113683 114309
END
$data1 << END
"nginx" 0x41ab5d 0.915155 0.811463 1.00944 9.24791 8.36604 10.5751
"sluice" 0xe6550d 0.591345 0.552349 0.743776 7.09487 7.01391 7.13071
"uring" 0x8e44ad 0.611938 0.561298 0.666329 7.17569 6.98414 7.24609
END
$data2 << END
"direct" 0x9e9e9e 395.007 394.751 399.103 858.111 845.311 887.295 3059.71 2924.54 3217.41
"nginx" 0x41ab5d 931.839 899.071 1950.72 3198.98 3035.14 3334.14 5988.35 5754.88 6021.12
"sluice" 0xe6550d 826.367 823.295 854.015 1738.75 1732.61 1990.66 4063.23 3657.73 4476.93
"uring" 0x8e44ad 848.383 841.727 859.135 1770.50 1700.86 1808.38 3323.90 2463.74 4550.66
END
$data3 << END
"nginx" 0x41ab5d 6.10700 6.10700 6.10700
"sluice" 0xe6550d 2.24470 2.24470 2.24470
"uring" 0x8e44ad 2.16450 2.16450 2.16450
END
$data4 << END
"nginx" 0x41ab5d 13.9570 13.2617 14.1680
"sluice" 0xe6550d 116.449 116.332 116.609
"uring" 0x8e44ad 113.148 111.422 113.523
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-64x100.png"
set multiplot layout 1,5 title "udp-rr-64x100: 100 sessions that send 64 bytes, with one datagram under way each"
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
