#!/bin/sh
# Makes the films of this folder, each with one property that tests need. Needs ffmpeg with libx264, libx265 and libvpx.
set -eu
cd "$(dirname "$0")"
same="-map_metadata -1 -fflags +bitexact -flags:v +bitexact -threads 1"

grey() { # size, frames a second, further options and the file's name
    picture="color=c=gray:s=$1:r=$2:d=1"
    shift 2
    ffmpeg -hide_banner -loglevel error -y -f lavfi -i "$picture" "$@"
}

grey 320x240 25 -c:v libx264 -pix_fmt yuv420p $same good.mp4
grey 160x120 25 -c:v libx264 -pix_fmt yuv420p $same small.mp4
grey 320x240 12 -c:v libx264 -pix_fmt yuv420p $same slow.mp4
grey 320x240 25 -c:v libx265 -pix_fmt yuv420p -x265-params log-level=none $same hevc.mp4
grey 320x240 25 -f lavfi -i "sine=d=1:r=8000" -c:v libx264 -pix_fmt yuv420p -c:a aac -b:a 8k $same sound.mp4
grey 320x240 25 -c:v libvpx-vp9 $same good.webm
# a recording that was streamed knows no running time
grey 320x240 25 -c:v libvpx-vp9 $same -f webm pipe:1 > no-running-time.webm
