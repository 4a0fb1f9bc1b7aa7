$data0 << END
"keepalive-64" 0xe6550d 1.00480 0.910386 1.11568 0.00000
"" 0x8e44ad 1.03708 0.920216 1.10719 0.180000
"keepalive-512" 0xe6550d 0.983252 0.961117 1.13630 1.00000
"" 0x8e44ad 1.01589 0.893008 1.06148 1.18000
"connect" 0xe6550d 0.933008 0.906555 0.956369 2.00000
"" 0x8e44ad 0.951598 0.831353 0.966685 2.18000
"body-1k" 0xe6550d 0.942380 0.921319 1.05377 3.00000
"" 0x8e44ad 0.978437 0.947727 1.12067 3.18000
"body-64k" 0xe6550d 0.916638 0.868693 0.926826 4.00000
"" 0x8e44ad 0.950396 0.903100 0.977496 4.18000
END
$data1 << END
"keepalive-64" 0xe6550d 1.00455 0.877972 1.10270 0.00000
"" 0x8e44ad 0.989237 0.944433 1.14181 0.180000
"keepalive-512" 0xe6550d 0.958457 0.835200 1.04133 1.00000
"" 0x8e44ad 0.966988 0.919291 1.13884 1.18000
"connect" 0xe6550d 1.06110 1.05014 1.07729 2.00000
"" 0x8e44ad 1.05998 1.04745 1.15102 2.18000
"body-1k" 0xe6550d 1.02716 0.987724 1.03989 3.00000
"" 0x8e44ad 1.06201 1.05467 1.06426 3.18000
"body-64k" 0xe6550d 1.27077 1.23849 1.38167 4.00000
"" 0x8e44ad 1.28912 1.19821 1.37346 4.18000
END
$data2 << END
"keepalive-64" 0xe6550d 1.00195 0.906615 1.10570 0.00000
"" 0x8e44ad 1.02128 0.918534 1.87346 0.180000
"keepalive-512" 0xe6550d 0.979132 0.863752 1.14112 1.00000
"" 0x8e44ad 1.45834 1.18010 2.03208 1.18000
"connect" 0xe6550d 1.09277 0.961776 1.31376 2.00000
"" 0x8e44ad 1.03752 0.922440 1.64576 2.18000
"body-1k" 0xe6550d 1.04887 0.927716 1.29567 3.00000
"" 0x8e44ad 1.10284 0.887805 1.84694 3.18000
"body-64k" 0xe6550d 1.44848 1.36069 1.64453 4.00000
"" 0x8e44ad 1.31706 1.17986 1.49361 4.18000
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1500,400
set output "overview.png"
set multiplot layout 1,3 title "Ratios to the best of the others: sluice orange, uring violet"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "throughput (right of 1 is better)"
set yrange [4.7:-0.5]
set logscale x
set xrange [0.700:1.400]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data0 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "CPU for each unit of work (left of 1 is better)"
set yrange [4.7:-0.5]
set logscale x
set xrange [0.700:1.520]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data1 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "p99 (left of 1 is better)"
set yrange [4.7:-0.5]
set logscale x
set xrange [0.700:2.235]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data2 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
unset multiplot
