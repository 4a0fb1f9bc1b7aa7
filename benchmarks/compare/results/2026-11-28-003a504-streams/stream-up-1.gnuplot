$data0 << END
"direct" 0x9e9e9e 4.46327 4.43999 4.51436
"haproxy" 0x6baed6 2.12354 2.07048 2.46100
"haproxy-splice" 0x2171b5 2.29412 2.14590 2.30923
"nginx" 0x41ab5d 1.83006 1.70507 1.83915
"haproxy-default" 0xbdd7e7 1.64182 1.52064 1.70632
"nginx-default" 0xa1d99b 1.66842 1.66667 1.69769
"sluice" 0xe6550d 2.20561 2.19791 2.20725
"uring" 0x8e44ad 2.10968 2.10835 2.22783
END
$data1 << END
"haproxy" 0x6baed6 0.00677181 0.00470700 0.00965544 0.379781 0.180130 0.384405
"haproxy-splice" 0x2171b5 0.00432797 0.00310499 0.00726093 0.285646 0.256162 0.300603
"nginx" 0x41ab5d 0.00364168 0.00181025 0.00975793 0.464314 0.434460 0.493752
"haproxy-default" 0xbdd7e7 0.0351469 0.0304383 0.0416282 0.553977 0.470578 0.604705
"nginx-default" 0xa1d99b 0.0156926 0.0119850 0.0179787 0.521347 0.513933 0.521381
"sluice" 0xe6550d 0.00603359 0.00453240 0.00757892 0.327409 0.320290 0.342406
"uring" 0x8e44ad 0.0268457 0.00790316 0.0283809 0.300040 0.292772 0.346159
END
$data2 << END
"haproxy" 0x6baed6 15517.1 15517.1 15517.1
"haproxy-splice" 0x2171b5 7931.45 7931.45 7931.45
"nginx" 0x41ab5d 61144.4 61144.4 61144.4
"haproxy-default" 0xbdd7e7 158022 158022 158022
"nginx-default" 0xa1d99b 147429 147429 147429
"sluice" 0xe6550d 8348.05 8348.05 8348.05
"uring" 0x8e44ad 8782.92 8782.92 8782.92
END
$data3 << END
"haproxy" 0x6baed6 15.3867 15.3867 15.3867
"haproxy-splice" 0x2171b5 15.2188 15.2188 15.2188
"nginx" 0x41ab5d 11.9570 11.9570 11.9570
"haproxy-default" 0xbdd7e7 14.9727 14.9609 14.9727
"nginx-default" 0xa1d99b 12.0234 12.0234 12.0234
"sluice" 0xe6550d 113.594 113.504 113.660
"uring" 0x8e44ad 127.516 127.230 127.793
END
set terminal pngcairo noenhanced font "DejaVu Sans,9" size 1360,400
set output "stream-up-1.png"
set multiplot layout 1,4 title "stream-up-1: as many bytes as pass from the client to the endpoint, over connections: 1"
set boxwidth 0.7
set grid y
set xtics rotate by -35 nomirror
set title "GB/s"
set yrange [0:*]
plot $data0 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data0 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "CPU s/GB\nuser dark, system light"
set yrange [0:*]
plot $data1 using 0:($3+$6):2:xtic(1) with boxes fill solid 0.45 lc rgb variable notitle, \
  $data1 using 0:3:2 with boxes fill solid 1 lc rgb variable notitle
set title "system calls/GB"
set yrange [0:*]
plot $data2 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data2 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
set title "resident MiB"
set yrange [0:*]
plot $data3 using 0:3:2:xtic(1) with boxes fill solid 0.85 lc rgb variable notitle, \
  $data3 using 0:3:4:5 with yerrorbars pt 13 ps 0.4 lw 1.5 lc rgb "black" notitle
unset multiplot
