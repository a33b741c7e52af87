/* SPDX-License-Identifier: GPL-2.0-or-later */
/* edition_2002.c - the areas as printed. Source: the report of Lidköping 2002; the wording of
 * 2005-2009 may differ. */
#include "editions.h"

const KkEdition kk_edition_2002 = {
    "2002",
    {
        {"offentlighet-och-demokratisk-kontroll", {"Offentlighet och demokratisk kontroll"}},
        {"tillganglighet-och-brukarorientering", {"Tillgänglighet och brukarorientering"}},
        {"klarhet-i-samspelet",
         {"Klarhet i samspelet mellan politik och administration",
          "Klarhet i samspelet mellan politiker och administration", "Klarhet i samspelet"}},
        {"ledning-decentralisering-och-delegation",
         {"Ledning, decentralisering och delegation",
          "Ledarskap, decentralisering och delegation"}},
        {"kontroll-och-rapporteringssystem", {"Kontroll- och rapporteringssystem"}},
        {"personalforvaltning", {"Personalförvaltning"}},
        {"fornyelsepolitik", {"Förnyelsepolitik"}},
        {"samhallsbyggnad", {"Samhällsbyggnad"}},
    },
};
