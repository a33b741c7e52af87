/* SPDX-License-Identifier: GPL-2.0-or-later */
/* edition_2010.c - the areas as printed. Source: contents pages of reports from 2010 to 2015. */
#include "editions.h"

const KkEdition kk_edition_2010 = {
    "2010",
    {
        {"offentlighet-och-demokrati", {"Offentlighet och demokrati"}},
        {"tillganglighet-och-brukarorientering", {"Tillgänglighet och brukarorientering"}},
        {"politisk-styrning-och-kontroll", {"Politisk styrning och kontroll"}},
        {"ledarskap-ansvar-och-delegation", {"Ledarskap, ansvar och delegation"}},
        {"resultat-och-effektivitet", {"Resultat och effektivitet"}},
        {"kommunen-som-arbetsgivare",
         {"Kommunen som arbetsgivare personalpolitik", "Kommunen som arbetsgivare"}},
        {"verksamhetsutveckling", {"Verksamhetsutveckling"}},
        {"kommunen-som-samhallsbyggare",
         {"Kommunen som samhällsbyggare", "Kommun som samhällsbyggare"}},
    },
};
