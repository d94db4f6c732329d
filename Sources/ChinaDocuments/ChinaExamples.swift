/// Identifiers of the bundled atlas that help texts show, so that what they print works as it stands.
public enum ChinaExamples {
    /// A cluster with smaller cities far behind.
    public static let cluster = "CL04"
    /// The younger clusters of the documents.
    public static let younger = "CL04, CL01"
    /// An indicator that most places have.
    public static let indicator = "gdp_per_resident"
    /// What inequality between people is weighted with.
    public static let weight = "resident_population"
}
