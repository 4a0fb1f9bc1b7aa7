$data0 << END
"direct" 0x9e9e9e 5000.00 5000.00 5000.00
"haproxy" 0x6baed6 5000.00 5000.00 5000.00
"haproxy-splice" 0x2171b5 5000.00 5000.00 5000.00
"nginx" 0x41ab5d 5000.00 5000.00 5000.00
"sluice" 0xe6550d 5000.00 5000.00 5000.00
"uring" 0x8e44ad 5000.00 5000.00 5000.00
END
$data1 << END
"haproxy" 0x6baed6 0.00000 0.00000 2.95333 25.8467 22.8933 28.8000
"haproxy-splice" 0x2171b5 2.95333 2.95333 2.95333 23.6200 22.8867 23.6267
"nginx" 0x41ab5d 0.00000 0.00000 2.95333 27.3267 23.6267 27.3267
"sluice" 0xe6550d 19.9333 1.47333 24.3733 7.38667 2.95333 26.5800
"uring" 0x8e44ad 12.5533 11.8133 14.0333 15.5067 15.5067 16.9867
END
$data2 << END
"direct" 0x9e9e9e 105.535 104.319 107.263 174.847 150.783 187.903 1443.84 749.055 1599.49
"haproxy" 0x6baed6 132.351 131.583 132.991 1077.25 938.495 2026.50 3713.02 3151.87 5570.56
"haproxy-splice" 0x2171b5 132.223 131.583 132.735 991.743 968.703 1458.18 3635.20 3600.38 3665.92
"nginx" 0x41ab5d 132.735 131.327 133.759 1517.57 1445.89 1618.94 4202.50 3999.74 4386.82
"sluice" 0xe6550d 133.887 132.607 134.143 1730.56 1703.94 1832.96 4395.01 4231.17 7131.14
"uring" 0x8e44ad 133.631 132.863 134.015 1534.98 1341.44 1794.05 4155.39 3518.46 5644.29
END
$data3 << END
"haproxy" 0x6baed6 4.53480 4.53480 4.53480
"haproxy-splice" 0x2171b5 8.46770 8.46770 8.46770
"nginx" 0x41ab5d 4.28040 4.28040 4.28040
"sluice" 0xe6550d 4.46940 4.46940 4.46940
"uring" 0x8e44ad 3.29140 3.29140 3.29140
END
$data4 << END
"haproxy" 0x6baed6 15.2031 15.2031 15.2031
"haproxy-splice" 0x2171b5 15.4336 15.4336 15.4336
"nginx" 0x41ab5d 13.0156 12.5430 13.0547
"sluice" 0xe6550d 121.094 120.699 121.379
"uring" 0x8e44ad 125.926 124.113 127.602
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1700,400
set output "open-loop-5000.png"
set multiplot layout 1,5 title "open-loop-5000: 5000 small requests a second over 64 connections"
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
