using System.Security.Cryptography;

namespace Orch.ScriptedModel.Protocols;

/// <summary>Ids of replies; unique beyond this server's life, for CLIs keep conversations and pair calls with results by them.</summary>
internal static class ReplyId
{
    public static string New(string prefix) => $"{prefix}_{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
}
