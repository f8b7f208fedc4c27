using System.Text.Json.Serialization;

namespace Quickstart;

/// <summary>This program's own types as JSON. <see cref="Files"/> puts the SDK's beside them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecordsFile))]
[JsonSerializable(typeof(Links))]
[JsonSerializable(typeof(StoredGrant))]
[JsonSerializable(typeof(List<Connection>))]
internal sealed partial class QuickstartJson : JsonSerializerContext;
