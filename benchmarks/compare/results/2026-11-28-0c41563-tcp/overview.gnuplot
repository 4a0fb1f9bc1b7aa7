$data0 << END
"keepalive-64" 0xe6550d 1.02879 0.989360 1.05651 0.00000
"" 0x8e44ad 1.01675 0.982250 1.19202 0.180000
"keepalive-512" 0xe6550d 0.988365 0.977937 1.12219 1.00000
"" 0x8e44ad 1.03179 0.936691 1.17544 1.18000
"connect" 0xe6550d 0.958765 0.916773 1.03347 2.00000
"" 0x8e44ad 0.966810 0.943510 1.04620 2.18000
"body-1k" 0xe6550d 0.913061 0.906300 0.930436 3.00000
"" 0x8e44ad 0.951248 0.927947 0.988918 3.18000
"body-64k" 0xe6550d 0.960742 0.931530 1.13615 4.00000
"" 0x8e44ad 1.00678 0.966142 1.05020 4.18000
END
$data1 << END
"keepalive-64" 0xe6550d 0.991891 0.907549 1.00290 0.00000
"" 0x8e44ad 0.968154 0.855955 1.00906 0.180000
"keepalive-512" 0xe6550d 0.984952 0.871920 1.01147 1.00000
"" 0x8e44ad 1.01879 0.879818 1.08522 1.18000
"connect" 0xe6550d 1.04848 0.969890 1.10212 2.00000
"" 0x8e44ad 1.04944 0.963576 1.11796 2.18000
"body-1k" 0xe6550d 1.00393 0.969825 1.09395 3.00000
"" 0x8e44ad 1.05773 0.961920 1.08876 3.18000
"body-64k" 0xe6550d 1.02059 0.849652 1.03932 4.00000
"" 0x8e44ad 0.985755 0.950607 1.01875 4.18000
END
$data2 << END
"keepalive-64" 0xe6550d 0.987013 0.903093 1.42704 0.00000
"" 0x8e44ad 1.27888 0.935395 1.50314 0.180000
"keepalive-512" 0xe6550d 0.957728 0.784037 1.17809 1.00000
"" 0x8e44ad 1.30191 1.01752 1.66236 1.18000
"connect" 0xe6550d 1.02143 0.939579 1.17479 2.00000
"" 0x8e44ad 1.00409 0.845038 1.38131 2.18000
"body-1k" 0xe6550d 1.16136 1.01296 1.78645 3.00000
"" 0x8e44ad 1.05692 1.02941 1.62109 3.18000
"body-64k" 0xe6550d 1.11252 1.08702 1.21876 4.00000
"" 0x8e44ad 1.09390 0.964602 1.31292 4.18000
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
set xrange [0.700:1.400]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data1 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
set title "p99 (left of 1 is better)"
set yrange [4.7:-0.5]
set logscale x
set xrange [0.700:1.965]
set xtics norotate (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 30, 100)
set grid x y
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 lc rgb "black" back
plot $data2 using 3:6:4:5:2:ytic(1) with xerrorbars pt 7 ps 1.3 lw 2 lc rgb variable notitle
unset multiplot
