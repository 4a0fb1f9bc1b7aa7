$data0 << END
"direct" 0x9e9e9e 226070 177470 226290
"nginx" 0x41ab5d 75898.5 59183.0 92170.5
"sluice" 0xe6550d 115977 103820 116600
"uring" 0x8e44ad 115875 96687.0 122826
END
$data1 << END
"nginx" 0x41ab5d 1.15286 0.883146 1.37962 9.29860 9.08371 10.8393
"sluice" 0xe6550d 0.644514 0.448856 0.652285 7.13725 6.97423 8.07555
"uring" 0x8e44ad 0.654585 0.567062 0.717780 7.35189 7.18252 8.55544
END
$data2 << END
"direct" 0x9e9e9e 4259.84 4227.07 5398.53 8642.56 8560.64 11141.1 12337.2 12189.7 16531.5
"nginx" 0x41ab5d 858.623 742.911 1390.59 4448.26 3086.34 7770.11 6664.19 6475.78 15302.7
"sluice" 0xe6550d 8376.32 8314.88 8929.28 17236.0 16613.4 23232.5 19873.8 19333.1 27459.6
"uring" 0x8e44ad 8335.36 8089.60 9904.13 16474.1 14180.4 19922.9 20922.4 20283.4 24920.1
END
$data3 << END
"nginx" 0x41ab5d 6.36760 6.36760 6.36760
"sluice" 0xe6550d 2.94310 2.94310 2.94310
"uring" 0x8e44ad 16.0018 16.0018 16.0018
END
$data4 << END
"nginx" 0x41ab5d 31.5586 29.3047 32.1016
"sluice" 0xe6550d 122.047 121.438 122.504
"uring" 0x8e44ad 119.270 118.570 121.883
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-1400x1000.png"
set multiplot layout 1,5 title "udp-rr-1400x1000: 1000 sessions that send 1400 bytes, with one datagram under way each"
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
