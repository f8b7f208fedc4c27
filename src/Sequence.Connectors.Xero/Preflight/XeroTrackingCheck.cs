namespace Sequence.Connectors.Xero;

/// <summary>Whether the organisation has the tracking categories and options that lines are to get. Pure.</summary>
internal static class XeroTrackingCheck
{
    public static IEnumerable<Problem> Problems(XeroSettings settings, IReadOnlyList<XeroTrackingCategory> categories, XeroLinks links)
    {
        foreach (var (category, option) in settings.Tracking)
        {
            var found = Find(category);
            if (found is null || !(found.Value.Options ?? []).Any(one => one is { Status: "ACTIVE" } && one.Name == option))
            {
                yield return Unknown(
                    XeroSettings.TrackingPrefix + category,
                    found is null ? NoCategory(category) : $"The tracking category '{category}' has no option '{option}'."
                );
            }
        }

        foreach (var category in settings.TrackedFields.Where(category => Find(category) is null))
        {
            yield return Unknown(XeroCustomFields.TrackingPrefix + category, NoCategory(category));
        }

        XeroTrackingCategory? Find(string name) =>
            categories
                .Where(one => one is { Status: "ACTIVE" } && one.Name == name)
                .Select(one => (XeroTrackingCategory?)one)
                .FirstOrDefault();

        string NoCategory(string name) =>
            $"The organisation has no tracking category '{name}'; it has: {string.Join(", ", categories.Select(one => one.Name))}.";

        Problem Unknown(string path, string message) => new()
        {
            Code = "tracking.unknown",
            Path = path,
            Message = message,
            Fix = "Name one that is there, or add it in Xero.",
            Link = links.Settings(),
        };
    }
}
