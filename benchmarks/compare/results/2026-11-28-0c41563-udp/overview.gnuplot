$data0 << END
"udp-rr-512x1" 0xe6550d 0.971266 0.958122 1.09982 0.00000
"" 0x8e44ad 0.939465 0.911685 1.00250 0.180000
"udp-rr-512x100" 0xe6550d 1.56644 1.42914 1.73628 1.00000
"" 0x8e44ad 1.54076 1.42978 1.59367 1.18000
"udp-rr-512x1000" 0xe6550d 1.36272 1.35214 1.56583 2.00000
"" 0x8e44ad 1.41240 1.37068 1.90818 2.18000
"udp-oneway-64x1" 0xe6550d 1.26766 1.07502 1.57406 3.00000
"" 0x8e44ad 1.36841 1.21649 1.58245 3.18000
"udp-oneway-512x100" 0xe6550d 1.86568 1.69867 2.05806 4.00000
"" 0x8e44ad 1.82922 1.58603 2.08181 4.18000
"udp-oneway-1400x1000" 0xe6550d 2.09122 1.99874 2.19541 5.00000
"" 0x8e44ad 1.88693 1.88012 2.29051 5.18000
END
$data1 << END
"udp-rr-512x1" 0xe6550d 1.04853 0.922675 1.05916 0.00000
"" 0x8e44ad 1.12517 1.05464 1.13565 0.180000
"udp-rr-512x100" 0xe6550d 0.775562 0.774676 0.788919 1.00000
"" 0x8e44ad 0.805294 0.786082 0.813165 1.18000
"udp-rr-512x1000" 0xe6550d 0.809168 0.759409 0.818378 2.00000
"" 0x8e44ad 0.769610 0.690127 0.788397 2.18000
"udp-oneway-64x1" 0xe6550d 0.647627 0.500675 0.693632 3.00000
"" 0x8e44ad 0.565427 0.503684 0.602538 3.18000
"udp-oneway-512x100" 0xe6550d 0.492019 0.400079 0.522354 4.00000
"" 0x8e44ad 0.425137 0.343225 0.473775 4.18000
"udp-oneway-1400x1000" 0xe6550d 0.410893 0.385128 0.492850 5.00000
"" 0x8e44ad 0.478446 0.427818 0.545552 5.18000
END
$data2 << END
"udp-rr-512x1" 0xe6550d 0.974178 0.960439 1.01915 0.00000
"" 0x8e44ad 1.01567 0.937362 1.27465 0.180000
"udp-rr-512x100" 0xe6550d 0.566234 0.549812 0.567343 1.00000
"" 0x8e44ad 0.604636 0.583948 0.616234 1.18000
"udp-rr-512x1000" 0xe6550d 3.38511 3.25979 3.92506 2.00000
"" 0x8e44ad 3.05524 2.81851 3.54430 2.18000
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1500,452
set output "overview.png"
set multiplot layout 1,3 title "Ratios to the best of the others: sluice orange, uring violet"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "throughput (right of 1 is better)"
set yrange [5.7:-0.5]
set logscale x
set xrange [0.700:2.520]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data0 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "CPU for each unit of work (left of 1 is better)"
set yrange [5.7:-0.5]
set logscale x
set xrange [0.309:1.400]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data1 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "p99 (left of 1 is better)"
set yrange [5.7:-0.5]
set logscale x
set xrange [0.495:4.318]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data2 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
unset multiplot
