/* SPDX-License-Identifier: GPL-2.0-or-later */
/* edition_2020.c - the areas as printed. Source: reports from 2020 on; area 1 is also printed under
 * its old name (Vallentuna 2021). */
#include "editions.h"

const KkEdition kk_edition_2020 = {
    "2020",
    {
        {"samspel-mellan-fortroendevalda-och-medborgare",
         {"Samspel mellan förtroendevalda och medborgare", "Offentlighet och demokrati"}},
        {"samhallsutveckling", {"Samhällsutveckling"}},
        {"styrning-och-kontroll", {"Styrning och kontroll"}},
        {"effektivitet", {"Effektivitet"}},
        {"brukarens-fokus", {"Brukarens fokus"}},
        {"kvalitetsutveckling", {"Kvalitetsutveckling"}},
        {"arbetsliv", {"Arbetsliv"}},
        {"chefs-och-ledarskap-samt-medarbetarskap", {"Chefs- och ledarskap samt medarbetarskap"}},
    },
};
