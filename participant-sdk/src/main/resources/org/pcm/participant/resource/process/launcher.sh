#!/bin/sh
# Runs one attempt of one task, at most once, and records how it ended.
#
#   launcher.sh FOLDER
#
# FOLDER/plan.sh says what to run. FOLDER/claim appears in one step before anything runs and names this process, so that a
# second launcher, or an agent that gives the attempt up for lost, finds it taken. FOLDER/end appears in one step at the end:
# "EXITCODE REASON STARTED ENDED". A TERM signal cancels the task. The launcher lives in its own session and outlives the agent.
set -u
dir=$1
. "$dir/plan.sh"

# The start time of a process in clock ticks: with its id, a name that no later process of this boot has.
born() {
    read -r line < "/proc/$1/stat" || return 1
    set -- ${line##*) }
    echo "${20}"
}

millis() {
    now=$(date +%s%3N)
    case $now in *[!0-9]*) now=$(date +%s)000 ;; esac
    echo "$now"
}

uptimeCentis() {
    read -r up rest < /proc/uptime
    echo "${up%.*}${up#*.}"
}

# Kills what belongs to the attempt, however it tried to get away: session, control groups, marked environment. Succeeds when
# there was nothing of it left.
killSeen() {
    left=
    kill -KILL "-$child" 2> /dev/null
    for group in $groups; do
        while read -r pid; do
            left=yes
            kill -KILL "$pid" 2> /dev/null
        done < "$group/cgroup.procs"
    done
    if [ -n "$mark" ]; then
        for environ in $(grep -lsF "PCM_ATTEMPT=$mark" /proc/[0-9]*/environ); do
            left=yes
            pid=${environ#/proc/}
            kill -KILL "${pid%/environ}" 2> /dev/null
        done
    fi
    [ -z "$left" ]
}

# Kills all of it. A process that is just changing its program shows no environment, so that nothing has to be seen twice.
killAll() {
    clean=0
    for look in 1 2 3 4 5 6 7 8 9 10; do
        if killSeen; then
            clean=$((clean + 1))
            [ -n "$mark" ] && [ "$clean" -lt 2 ] || return 0
        else
            clean=0
        fi
        sleep 0.02
    done
}

# Ends the task for a reason; the first reason given stands. A task that has only just been forked leads no session and is in
# no control group yet, so that it is told by its own number too.
stop() {
    ln -s "$1" "$dir/why" 2> /dev/null
    kill -TERM "-$child" 2> /dev/null || kill -TERM "$child" 2> /dev/null
    for i in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 "-$child" 2> /dev/null || kill -0 "$child" 2> /dev/null || break
        sleep 0.1
    done
    kill -KILL "$child" 2> /dev/null
    killAll
}

# Memory of the task's session in KiB, for hosts without control groups.
sessionKib() {
    sum=0
    for stat in /proc/[0-9]*/stat; do
        read -r line < "$stat" || continue
        set -- ${line##*) }
        [ "$4" = "$child" ] && sum=$((sum + ${22}))
    done 2> /dev/null
    echo $((sum * pageKib))
}

# A cancellation may come before there is anything to cancel.
cancel() {
    ln -s cancelled "$dir/why" 2> /dev/null
    [ -z "$child" ] || stop cancelled
}

watch() {
    [ "$memoryKib" -eq 0 ] || pageKib=$(($(getconf PAGESIZE) / 1024))
    deadline=$(($(uptimeCentis) + limitCentis))
    while sleep 0.5; do
        [ "$(uptimeCentis)" -lt "$deadline" ] || stop timeout
        [ "$memoryKib" -eq 0 ] || [ "$(sessionKib)" -le "$memoryKib" ] || stop memory
    done
}

child=
trap cancel TERM
read -r boot < /proc/sys/kernel/random/boot_id
ln -s "$$ $(born $$) $boot" "$dir/claim" 2> /dev/null || exit 0

[ -z "$groups" ] || { mkdir -p $groups && limits; } || ln -s lost "$dir/why"
mkfifo "$dir/out" "$dir/err"
{ head -c "$keptBytes" > "$dir/stdout"; cat > /dev/null; } < "$dir/out" & readOut=$!
{ head -c "$keptBytes" > "$dir/stderr"; cat > /dev/null; } < "$dir/err" & readErr=$!

started=$(millis)
(
    exec < /dev/null > "$dir/out" 2> "$dir/err"
    for group in $groups; do echo 0 > "$group/cgroup.procs" || exit 126; done
    cd "$dir/box" && task
) & child=$!
[ ! -L "$dir/why" ] || stop cancelled
watch & dog=$!

while :; do
    wait "$child"
    code=$?
    kill -0 "$child" 2> /dev/null || break
done
trap '' TERM
ended=$(millis)
kill -KILL "$dog" 2> /dev/null
killAll

for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    kill -0 "$readOut" 2> /dev/null || kill -0 "$readErr" 2> /dev/null || break
    sleep 0.1
done
kill -KILL "$readOut" "$readErr" 2> /dev/null
wait

reason=$(readlink "$dir/why") || reason=exit
for group in $groups; do
    for file in "$group/memory.oom_control" "$group/memory.events"; do
        [ -f "$file" ] && [ "$reason" = exit ] && grep -q '^oom_kill [1-9]' "$file" && reason=memory
    done
done
rm -f "$dir/out" "$dir/err"
echo "$code $reason $started $ended" > "$dir/end.part" && mv "$dir/end.part" "$dir/end"
for group in $groups; do
    for i in 1 2 3 4 5; do rmdir "$group" 2> /dev/null && break; sleep 0.1; done
done
exit 0
