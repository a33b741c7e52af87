/* SPDX-License-Identifier: GPL-2.0-or-later */
/* edition_2016.c - the areas as printed. Source: the report of Huddinge 2017; area 2 has one name
 * in the chapters, another in the table. */
#include "editions.h"

const KkEdition kk_edition_2016 = {
    "2016",
    {
        {"offentlighet-och-demokrati", {"Offentlighet och demokrati"}},
        {"tillganglighet-och-brukarorientering",
         {"Brukarfokus, tillgänglighet och bemötande", "Tillgänglighet och brukarorientering"}},
        {"politisk-styrning-och-kontroll", {"Politisk styrning och kontroll"}},
        {"ledarskap-ansvar-och-delegation", {"Ledarskap, ansvar och delegation"}},
        {"resultat-och-effektivitet", {"Resultat och effektivitet"}},
        {"kommunen-som-arbetsgivare",
         {"Kommunen som arbetsgivare - personalpolitik", "Kommunen som arbetsgivare"}},
        {"standiga-forbattringar", {"Ständiga förbättringar"}},
        {"kommunen-som-samhallsbyggare",
         {"Kommunen som samhällsbyggare", "Kommun som samhällsbyggare"}},
    },
};
