using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sequence.Connectors.AspNetCore;

/// <summary>What the endpoints read and write as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(ConnectTicket))]
[JsonSerializable(typeof(ConnectBody))]
[JsonSerializable(typeof(ReconnectBody))]
[JsonSerializable(typeof(AssignBody))]
[JsonSerializable(typeof(SettingsBody))]
[JsonSerializable(typeof(CandidateBody))]
[JsonSerializable(typeof(CommitBody))]
[JsonSerializable(typeof(LinkBody))]
[JsonSerializable(typeof(UnlinkBody))]
[JsonSerializable(typeof(BackfillBody))]
[JsonSerializable(typeof(RetryBody))]
[JsonSerializable(typeof(ResolveBody))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(RotateBody))]
[JsonSerializable(typeof(KeyAnswer[]))]
[JsonSerializable(typeof(IssuedKeyAnswer))]
[JsonSerializable(typeof(DraftBody))]
[JsonSerializable(typeof(SettingsVersionAnswer))]
[JsonSerializable(typeof(SettingsVersionAnswer[]))]
[JsonSerializable(typeof(TrialAnswer[]))]
[JsonSerializable(typeof(SweepAnswer[]))]
[JsonSerializable(typeof(AddressAnswer))]
[JsonSerializable(typeof(SystemAnswer[]))]
[JsonSerializable(typeof(ConnectionAnswer))]
[JsonSerializable(typeof(ConnectionAnswer[]))]
[JsonSerializable(typeof(DisconnectAnswer))]
[JsonSerializable(typeof(PreflightAnswer))]
[JsonSerializable(typeof(SettingsAnswer))]
[JsonSerializable(typeof(MappableFieldAnswer[]))]
[JsonSerializable(typeof(ListEntryAnswer[]))]
[JsonSerializable(typeof(ImportAnswer))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunAnswer[]))]
[JsonSerializable(typeof(CandidateAnswer))]
[JsonSerializable(typeof(CandidateAnswer[]))]
[JsonSerializable(typeof(CommitAnswer[]))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(LinkAnswer[]))]
[JsonSerializable(typeof(BackfillAnswer))]
[JsonSerializable(typeof(ProblemAnswer[]))]
[JsonSerializable(typeof(RetryAnswer))]
[JsonSerializable(typeof(LogAnswer[]))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class EndpointsJson : JsonSerializerContext;
