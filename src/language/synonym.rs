//! Words that translate one another in the names of bodies, works and places.
//!
//! Two translations of one name differ in words like these: `Golden Hill Cooperative`, `Gold Upland Union`. The groups are
//! general knowledge of English, put together for this program; a word may be in several.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon;

/// Groups of lower-case words, singular.
const GROUPS: &[&str] = &[
    "south southern", "north northern", "east eastern", "west western", "central center centre middle",
    "sea maritime marine ocean naval water waters nautical", "navigation voyage shipping sailing seafaring navigational",
    "gold golden", "silver silvery", "iron ferrous", "plateau highland upland tableland height", "mountain mount hill peak",
    "small little tiny minor mini", "large big great grand greater major", "old ancient elder", "new young novel",
    "room chamber", "house housing home dwelling residence residential", "city municipal town urban communal commune municipality",
    "village rural country countryside", "woman ladies lady female housewife", "youth young juvenile", "child kid children",
    "worker labor labour laborer labourer working", "farmer peasant grower agricultural agriculture farm farming",
    "trader merchant businessman dealer trading trade commerce commercial business", "gardener garden gardening horticultural allotment",
    "owner holder proprietor", "driver chauffeur", "teacher educator instructor", "education educational teaching instruction schooling",
    "science scientific", "research investigation study", "culture cultural", "art artistic", "health healthcare medical sanitary",
    "safety security protection", "defense defence military", "industry industrial", "munition ammunition armament weapon arms",
    "food nutrition alimentary", "inspection control supervision oversight inspectorate monitoring", "analysis analytical examination",
    "environment environmental ecology ecological", "nature natural", "forest forestry wood woodland", "river stream brook fluvial",
    "lake lagoon", "bog mire marsh swamp", "road highway street motorway", "slope hillside hill", "bridge crossing",
    "railway railroad rail", "transport transportation traffic", "disaster calamity catastrophe emergency", "relief aid assistance help",
    "lamp lantern light", "star stellar", "morning dawn", "evening dusk night", "cup trophy prize award", "well fountain spring source",
    "gate door portal", "real estate realty property", "property possession", "sleep dormitory sleeping rest", "joint common united shared mutual collective",
    "united unified", "national state nation", "people popular folk", "public civic civil", "general common universal", "supreme high highest superior",
    "royal king crown kingly", "international world global", "foreign external overseas", "interior internal inner home domestic",
    "finance financial fiscal monetary", "economy economic economics", "tax taxation revenue", "bank banking", "justice legal law judicial",
    "statistics statistical", "measuring measurement metering metrology", "weather meteorological meteorology", "energy power electric electricity",
    "water aquatic hydraulic", "fire firefighting", "air aerial aviation", "pilot airman aviator flyer", "space cosmic aerospace", "mining mine miner", "metal metallurgical metalworker",
    "theater theatre stage drama dramatic", "music musical", "film cinema movie cinematic", "book literary literature letters", "letter epistle",
    "radio broadcasting", "sport sports athletic athletics", "hunting hunter shooting", "fishing fishery fisherman fisher", "sailor seaman",
    "seesaw swing", "company enterprise firm corporation", "office bureau agency administration authority directorate department service institute board",
    "institute institution center centre academy", "union league association federation society cooperative confederation guild alliance syndicate",
    "committee council commission board", "ministry department", "party front movement", "court tribunal", "school college academy", "club circle society",
    "square plaza piazza place", "street road avenue lane way", "tower spire", "castle fortress fort citadel", "palace court", "church chapel", "cathedral minster dom",
    "harbor harbour port haven", "bay gulf cove", "island isle", "valley vale dale glen", "field meadow plain", "garden park",
    "black dark", "white pale", "red crimson scarlet", "green verdant", "blue azure", "long extended", "deep profound", "high tall upper lofty", "low lower nether",
    "first primary prime", "second secondary", "last final ultimate", "holy sacred saint", "free liberty freedom", "peace peaceful", "victory triumph", "friendship amity",
    "thing object item article", "slow unhurried", "fast quick rapid swift", "strong powerful mighty", "steady stable firm constant", "happy joyful glad merry", "sad sorrowful mournful", "silent quiet still",
    "winter wintry", "summer estival", "autumn fall", "spring vernal", "wolf lupine", "donkey ass", "pack load", "horse equine steed", "eagle hawk", "bird avian",
    "window casement", "stair staircase step", "ladder stairs", "bread loaf", "ship boat vessel ferry-boat ferry", "train railway", "carriage wagon coach", "wheel circle",
    "development progress growth", "reconstruction rebuilding restoration renewal", "construction building", "production manufacturing manufacture", "supply provision",
    "archive record register registry", "museum gallery", "library bookshop", "hospital clinic infirmary", "newspaper gazette journal daily", "story tale narrative", "song ballad chant", "poem verse poetry",
    "revolution revolutionary", "democracy democratic", "socialist social", "workers workers'", "veteran ex-serviceman", "pensioner retiree", "student pupil", "scholar academic",
    "intelligence reconnaissance information", "strategy strategic", "technical technological technology engineering", "computer computing informatics", "communication communications telecommunications",
];

static INDEX: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut index: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (group, words) in GROUPS.iter().enumerate() {
        for word in words.split(' ') {
            index.entry(word).or_default().push(group);
        }
    }
    index
});

/// Whether two different lower-case singular words may translate one foreign word in a name.
pub fn share_meaning(lower: &str, other: &str) -> bool {
    if lower == other {
        return false;
    }
    let (Some(a), Some(b)) = (INDEX.get(lower), INDEX.get(other)) else {
        return lexicon::are_organisation_synonyms(lower, other);
    };
    a.iter().any(|group| b.contains(group)) || lexicon::are_organisation_synonyms(lower, other)
}

#[cfg(test)]
mod tests {
    use super::share_meaning;

    #[test]
    fn words_of_one_group_share_a_meaning_and_others_do_not() {
        assert!(share_meaning("lantern", "lamp") && share_meaning("bureau", "agency"));
        assert!(!share_meaning("lantern", "lantern") && !share_meaning("owner", "driver"));
    }
}
