# SPDX-License-Identifier: GPL-2.0-or-later
# kompass.fish - completion for fish. Commands and options are asked of the program itself, so that
# they are those that it has; what an option takes is told here.

# What may follow the option $argv[2] of the command $argv[1]; false: it is no option that takes
# something.
function __kompass_values
    switch "$argv"
        case '* --to'
            string split ' ' 'json ndjson csv xlsx sqlite kolada html dcat datasette'
        case '* --stage'
            string split ' ' 'glyphs lines layout blocks draft account'
        case 'validate --format'
            string split ' ' 'table csv json ndjson'
        case 'reconcile --format'
            string split ' ' 'table json'
        case 'status --format'
            string split ' ' 'text json'
        case 'import --again'
            string split ' ' 'older doubtful failed'
        case '* --language'
            string split ' ' 'en sv'
        case '* --with'
            echo audit
        case '* --sandbox'
            string split ' ' 'on off'
        case '* --ocr'
            string split ' ' 'auto never always'
        case '* --edition'
            string split ' ' '2002 2010 2016 2020'
        case '* --status'
            string split ' ' 'consistent inconsistent incomplete'
        case 'audit --out'
            __fish_complete_directories (string replace -r '^--.*?=' '' -- (commandline -ct))
        case '* --archive' '* -a' '* --out' '* -o' '* --files0-from' '* --ndjson' '* --claims' '* --words' '* --sources' '* --boundaries' '* --classes'
            __fish_complete_path (string replace -r '^--.*?=' '' -- (commandline -ct))
        case '* --password' '* --pages' '* --jobs' '* -j' '* --cpu' '* --page-cpu' '* --wall' '* --memory' \
            '* --municipality' '* --county' '* --year' '* --title' '* --publisher' '* --homepage' \
            '* --licence' '* --contact'
        case '*'
            return 1
    end
end

function __kompass_options
    set -l lines ($argv[1] $argv[2] --help-all 2>/dev/null)
    string replace -rf '^  (-[a-z0-9]), --\S+ +(.+)$' '$1\t$2' -- $lines
    string replace -rf '^  (?:-[a-z0-9], )?(--[a-z0-9-]+)(?:=\S+)? +(.+)$' '$1\t$2' -- $lines
end

function __kompass
    set -l words (commandline -opc)
    set -l current (commandline -ct)

    if test (count $words) -lt 2
        $words[1] --help 2>/dev/null | string replace -rf '^  ([a-z]+) +(.+)$' '$1\t$2'
        printf '%s\n' --help\t'tell the commands' --version\t'tell the version'
    else if set -l option (string match -r '^--.*?=' -- $current)
        printf "$option%s\n" (__kompass_values $words[2] (string trim -rc = -- $option))
    else if __kompass_values $words[2] $words[-1]
        return
    else if string match -q -- '-*' $current
        __kompass_options $words
    else if test $words[2] = schema
        string split ' ' 'report claims failure archive'
    else if not contains $words[2] status export doctor
        __fish_complete_path $current
    end
end

complete -c kompass -f -a '(__kompass)'
