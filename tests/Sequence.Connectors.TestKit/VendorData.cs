using Xunit;

namespace Sequence.Connectors.TestKit;

/// <summary>Official schemas and recorded payloads of the vendors, in the folder that <c>SEQUENCE_VENDOR_DATA</c> names.</summary>
public static class VendorData
{
    /// <summary>True when nothing may be skipped (<c>SEQUENCE_REQUIRE_ALL=1</c>).</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("SEQUENCE_REQUIRE_ALL") == "1";

    /// <summary>The full path of a file or folder of the vendor data. Where it is missing, the calling test is skipped,
    /// or fails when nothing may be skipped.</summary>
    public static string Require(params string[] path)
    {
        var root = Environment.GetEnvironmentVariable("SEQUENCE_VENDOR_DATA");
        SkipUnless(
            !string.IsNullOrEmpty(root),
            "SEQUENCE_VENDOR_DATA is not set: it names the folder with the vendors' schemas and recordings.");
        var full = Path.Combine([root!, .. path]);
        SkipUnless(Path.Exists(full), $"SEQUENCE_VENDOR_DATA has no {string.Join('/', path)}.");
        return full;
    }

    /// <summary>Skips the calling test for a reason, or fails it when nothing may be skipped.</summary>
    public static void SkipUnless(bool condition, string reason)
    {
        if (condition)
        {
            return;
        }

        if (IsRequired)
        {
            Assert.Fail($"{reason} SEQUENCE_REQUIRE_ALL=1 forbids to skip.");
        }

        Assert.Skip(reason);
    }
}
