$data0 << END
"direct" 0x9e9e9e 211862 201013 224334
"nginx" 0x41ab5d 84687.5 61169.0 89371.0
"sluice" 0xe6550d 115406 95780.0 120843
"uring" 0x8e44ad 119613 116722 122499
END
$data1 << END
"nginx" 0x41ab5d 0.952280 0.846471 1.03203 9.18307 8.80708 10.7612
"sluice" 0xe6550d 0.626849 0.604824 0.844122 7.35667 6.98968 8.74191
"uring" 0x8e44ad 0.615515 0.598861 0.727349 7.10332 7.02978 7.48491
END
$data2 << END
"direct" 0x9e9e9e 4386.82 4304.90 4767.74 9895.94 8355.84 10772.5 14442.5 10600.4 15917.1
"nginx" 0x41ab5d 1361.92 1234.94 1847.30 5115.90 4044.80 5754.88 7860.22 6049.79 8421.38
"sluice" 0xe6550d 8388.61 8208.38 10076.2 17317.9 15876.1 18759.7 21184.5 18153.5 27066.4
"uring" 0x8e44ad 8183.81 8089.60 8314.88 15630.3 14336.0 16220.2 19447.8 17825.8 22462.5
END
$data3 << END
"nginx" 0x41ab5d 6.38000 6.38000 6.38000
"sluice" 0xe6550d 26.3366 26.3366 26.3366
"uring" 0x8e44ad 41.5240 41.5240 41.5240
END
$data4 << END
"nginx" 0x41ab5d 31.5000 25.9375 31.9922
"sluice" 0xe6550d 120.469 119.867 120.867
"uring" 0x8e44ad 124.699 124.090 125.488
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "udp-rr-512x1000.png"
set multiplot layout 1,5 title "udp-rr-512x1000: 1000 sessions that send 512 bytes, with one datagram under way each"
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
