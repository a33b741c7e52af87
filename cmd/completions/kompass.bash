# SPDX-License-Identifier: GPL-2.0-or-later
# kompass.bash - completion for bash. Commands and options are asked of the program itself, so that
# they are those that it has; what an option takes is told here.

_kompass_commands()
{
    "$1" --help 2>/dev/null | sed -n 's/^  \([a-z]*\) .*/\1/p'
}

_kompass_options()
{
    "$1" "$2" --help-all 2>/dev/null | grep -oE '^  (-[a-z0-9], )?--[a-z0-9-]+' | tr -d ','
}

_kompass()
{
    local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]} words=
    local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}

    COMPREPLY=()
    case $current,$option in # bash takes --to=csv for three words
    =,*) current= ;;
    *,=) option=${COMP_WORDS[COMP_CWORD - 2]} ;;
    esac
    case $COMP_CWORD,$command,$option,$current in
    1,*) words="$(_kompass_commands "$program") --help --version" ;;
    *,--to,*) words='json ndjson csv xlsx sqlite kolada html dcat datasette' ;;
    *,--stage,*) words='glyphs lines layout blocks draft account' ;;
    *,validate,--format,*) words='table csv json ndjson' ;;
    *,reconcile,--format,*) words='table json' ;;
    *,status,--format,*) words='text json' ;;
    *,--sandbox,*) words='on off' ;;
    *,--ocr,*) words='auto never always' ;;
    *,--language,*) words='en sv' ;;
    *,--with,*) words='audit' ;;
    *,import,--again,*) words='older doubtful failed' ;;
    *,--edition,*) words='2002 2010 2016 2020' ;;
    *,--status,*) words='consistent inconsistent incomplete' ;;
    *,audit,--out,*) compopt -o dirnames ;;
    *,--archive,* | *,-[ao],* | *,--out,* | *,--files0-from,* | *,--ndjson,* | *,--claims,* | *,--words,* | *,--sources,* | *,--boundaries,* | *,--classes,*)
        compopt -o default
        ;;
    *,--password,* | *,--municipality,* | *,--county,* | *,--title,* | *,--publisher,* | *,--homepage,* | *,--licence,* | *,--contact,* | *,--year,* | *,--pages,* | *,--jobs,* | *,-j,*) ;;
    *,--cpu,* | *,--page-cpu,* | *,--wall,* | *,--memory,*) ;;
    *,"$option",-*) words=$(_kompass_options "$program" "$command") ;;
    *,schema,*) words='report claims failure archive' ;;
    *,status,* | *,export,* | *,doctor,*) ;;
    *) compopt -o default ;;
    esac
    [ -z "$words" ] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _kompass kompass
