namespace Sequence.Connectors;

/// <summary>The regions of <see cref="Regions"/>: the code, the name and what else people type.</summary>
internal static class RegionTable
{
    internal static readonly string[] UnitedStates =
    [
        "AL Alabama", "AK Alaska", "AZ Arizona", "AR Arkansas", "CA California|Calif", "CO Colorado", "CT Connecticut|Conn",
        "DE Delaware", "DC District of Columbia|Washington DC|Washington, District of Columbia", "FL Florida", "GA Georgia",
        "HI Hawaii|Hawai'i", "ID Idaho", "IL Illinois", "IN Indiana", "IA Iowa", "KS Kansas", "KY Kentucky", "LA Louisiana",
        "ME Maine", "MD Maryland", "MA Massachusetts|Mass", "MI Michigan", "MN Minnesota", "MS Mississippi", "MO Missouri",
        "MT Montana", "NE Nebraska", "NV Nevada", "NH New Hampshire", "NJ New Jersey", "NM New Mexico",
        "NY New York|New York State", "NC North Carolina|N Carolina", "ND North Dakota|N Dakota", "OH Ohio", "OK Oklahoma",
        "OR Oregon", "PA Pennsylvania|Penn", "RI Rhode Island", "SC South Carolina|S Carolina", "SD South Dakota|S Dakota",
        "TN Tennessee", "TX Texas", "UT Utah", "VT Vermont", "VA Virginia", "WA Washington|Washington State",
        "WV West Virginia|W Virginia", "WI Wisconsin", "WY Wyoming",
    ];

    internal static readonly string[] Canada =
    [
        "AB Alberta", "BC British Columbia|Colombie-Britannique", "MB Manitoba", "NB New Brunswick|Nouveau-Brunswick",
        "NL Newfoundland and Labrador|Newfoundland|Labrador|Terre-Neuve-et-Labrador|NF|NFLD", "NS Nova Scotia|Nouvelle-Écosse",
        "NT Northwest Territories|Territoires du Nord-Ouest|NWT", "NU Nunavut", "ON Ontario|Ont",
        "PE Prince Edward Island|Île-du-Prince-Édouard|PEI", "QC Quebec|Québec|PQ", "SK Saskatchewan|Sask",
        "YT Yukon|Yukon Territory|YK",
    ];

    internal static readonly string[] Australia =
    [
        "ACT Australian Capital Territory", "NSW New South Wales", "NT Northern Territory", "QLD Queensland", "SA South Australia",
        "TAS Tasmania", "VIC Victoria", "WA Western Australia",
    ];
}
