using System.Security.Cryptography;

namespace Orch.State;

/// <summary>The one source of randomness: opaque ids.</summary>
internal static class Ids
{
    /// <summary>A new opaque id: a prefix that says of what, and 80 random bits in lower-case base 32.</summary>
    public static string New(string prefix)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        return string.Concat(prefix, "_", RandomNumberGenerator.GetString(alphabet, 16));
    }

    /// <summary>A new random UUID in its usual text form, for programs that want one.</summary>
    public static string NewUuid() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString("D");
}
