using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Quickstart;

/// <summary>
/// How this program's files are read and written: its own types, with the SDK's JSON for everything of the unified model in them.
/// </summary>
internal static class Files
{
    private static readonly JsonSerializerOptions Mixed = new(ConnectorsJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ConnectorsJson.Default, QuickstartJson.Default),
    };

    // A member that is misspelt in a file that people write must not be passed over in silence.
    private static readonly JsonSerializerOptions Strict = new(Mixed)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static JsonTypeInfo<RecordsFile> Records { get; } = (JsonTypeInfo<RecordsFile>)Strict.GetTypeInfo(typeof(RecordsFile));

    public static JsonTypeInfo<Links> Links { get; } = (JsonTypeInfo<Links>)Mixed.GetTypeInfo(typeof(Links));

    public static JsonTypeInfo<StoredGrant> Grant { get; } = (JsonTypeInfo<StoredGrant>)Mixed.GetTypeInfo(typeof(StoredGrant));

    public static JsonTypeInfo<List<Connection>> Connections { get; } =
        (JsonTypeInfo<List<Connection>>)Mixed.GetTypeInfo(typeof(List<Connection>));
}
