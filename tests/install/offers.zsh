# SPDX-License-Identifier: GPL-2.0-or-later
# offers.zsh - in an interactive zsh: writes what completion is offered for a line, a name a line,
# to $OFFERS, and prints "offered" once it is done. $COMPLETIONS is the folder of _kompass.
fpath=($COMPLETIONS $fpath)
autoload -Uz compinit && compinit -u -D
unsetopt auto_list auto_menu

compadd() {
    local -a hits
    if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then # which only ask what would match
        builtin compadd -A hits "$@"
        print -rl -- $hits >>$OFFERS
    fi
    builtin compadd "$@"
}

tell() {
    print offered
    comppostfuncs=(tell) # they are called once
}
comppostfuncs=(tell)
