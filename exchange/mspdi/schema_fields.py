"""Names of the elements that hold a plain value, by the record they belong to."""

PROJECT = """
SaveVersion UID GUID Name Title Subject Category Company Manager Author CreationDate Revision LastSaved
ScheduleFromStart StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits CurrencySymbol
CurrencyCode CurrencySymbolPosition CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay
MinutesPerWeek DaysPerMonth DefaultTaskType DefaultFixedCostAccrual DefaultStandardRate DefaultOvertimeRate
DurationFormat WorkFormat EditableActualCosts HonorConstraints EarnedValueMethod InsertedProjectsLikeSummary
MultipleCriticalPaths NewTasksEffortDriven NewTasksEstimated SplitsInProgressTasks SpreadActualCost
SpreadPercentComplete TaskUpdatesResource FiscalYearStart WeekStartDay MoveCompletedEndsBack
MoveRemainingStartsBack MoveRemainingStartsForward MoveCompletedEndsForward BaselineForEarnedValue
AutoAddNewResourcesAndTasks StatusDate CurrentDate MicrosoftProjectServerURL Autolink NewTaskStartDate
NewTasksAreManual DefaultTaskEVMethod ProjectExternallyEdited ExtendedCreationDate ActualsInSync
RemoveFileProperties AdminProject BaselineCalendar UpdateManuallyScheduledTasksWhenEditingLinks
KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled
"""

CALENDAR = "UID GUID Name IsBaseCalendar IsBaselineCalendar BaseCalendarUID"

EXCEPTION = """
EnteredByOccurrences Occurrences Name Type Period DaysOfWeek MonthItem MonthPosition Month MonthDay DayWorking
"""

TASK = """
UID GUID ID Name Active Manual Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel Priority
Start Finish Duration DurationFormat Work Stop Resume ResumeValid EffortDriven Recurring OverAllocated
Estimated Milestone Summary DisplayAsSummary Critical IsSubproject IsSubprojectReadOnly SubprojectName
ExternalTask ExternalTaskProject EarlyStart EarlyFinish LateStart LateFinish StartVariance FinishVariance
WorkVariance FreeSlack TotalSlack StartSlack FinishSlack FixedCost FixedCostAccrual PercentComplete
PercentWorkComplete Cost OvertimeCost OvertimeWork ActualStart ActualFinish ActualDuration ActualCost
ActualOvertimeCost ActualWork ActualOvertimeWork RegularWork RemainingDuration RemainingCost RemainingWork
RemainingOvertimeCost RemainingOvertimeWork ACWP CV ConstraintType CalendarUID ConstraintDate Deadline
LevelAssignments LevelingCanSplit LevelingDelay LevelingDelayFormat PreLeveledStart PreLeveledFinish Hyperlink
HyperlinkAddress HyperlinkSubAddress IgnoreResourceCalendar Notes HideBar Rollup BCWS BCWP
PhysicalPercentComplete EarnedValueMethod ActualWorkProtected ActualOvertimeWorkProtected IsPublished
StatusManager CommitmentStart CommitmentFinish CommitmentType StartText FinishText DurationText ManualStart
ManualFinish ManualDuration
"""

LINK = "PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat"

RESOURCE = """
UID GUID ID Name Type IsNull Initials Phonetics NTAccount WindowsUserAccount MaterialLabel Code Group
WorkGroup EmailAddress Hyperlink HyperlinkAddress HyperlinkSubAddress MaxUnits PeakUnits OverAllocated
AvailableFrom AvailableTo Start Finish CanLevel AccrueAt Work RegularWork OvertimeWork ActualWork
RemainingWork ActualOvertimeWork RemainingOvertimeWork PercentWorkComplete StandardRate StandardRateFormat
Cost OvertimeRate OvertimeRateFormat OvertimeCost CostPerUse ActualCost ActualOvertimeCost RemainingCost
RemainingOvertimeCost WorkVariance CostVariance SV CV ACWP CalendarUID Notes BCWS BCWP IsGeneric IsInactive
IsEnterprise BookingType ActualWorkProtected ActualOvertimeWorkProtected ActiveDirectoryGUID CreationDate
CostCenter IsCostResource AssnOwner AssnOwnerGuid IsBudget
"""

AVAILABILITY = "AvailableFrom AvailableTo AvailableUnits"

RATE = """
RatesFrom RatesTo RateTable StandardRate StandardRateFormat OvertimeRate OvertimeRateFormat CostPerUse
"""

ASSIGNMENT = """
UID GUID TaskUID ResourceUID PercentWorkComplete ActualCost ActualFinish ActualOvertimeCost ActualOvertimeWork
ActualStart ActualWork ACWP Confirmed Cost CostRateTable CostVariance CV Delay Finish FinishVariance Hyperlink
HyperlinkAddress HyperlinkSubAddress WorkVariance HasFixedRateUnits FixedMaterial LevelingDelay
LevelingDelayFormat LinkedFields Milestone Notes Overallocated OvertimeCost OvertimeWork PeakUnits RateScale
RegularWork RemainingCost RemainingOvertimeCost RemainingOvertimeWork RemainingWork ResponsePending Start Stop
Resume StartVariance Summary SV Units UpdateNeeded VAC Work WorkContour BCWS BCWP BookingType
ActualWorkProtected ActualOvertimeWorkProtected CreationDate AssnOwner AssnOwnerGuid BudgetCost BudgetWork
"""

BASELINE = """
Number Interim Start Finish Duration DurationFormat EstimatedDuration Work Cost FixedCost BCWS BCWP
"""

TIMEPHASED = "Type UID Start Finish Unit Value"

CUSTOM_VALUE = "UID FieldID Value ValueID ValueGUID DurationFormat"

CUSTOM_FIELD = """
FieldID FieldName CFType Guid ElemType MaxMultiValues UserDef Alias SecondaryPID AutoRollDown DefaultGuid
Ltuid SecondaryGuid PhoneticAlias RollupType CalculationType Formula RestrictValues ValuelistSortOrder
AppendNewValues Default
"""

OUTLINE_CODE = """
Guid FieldID FieldName Alias PhoneticAlias Enterprise EnterpriseOutlineCodeAlias ResourceSubstitutionEnabled
LeafOnly AllLevelsRequired OnlyTableValuesAllowed ShowIndent
"""

OUTLINE_VALUE = "ValueID FieldGUID Type IsCollapsed ParentValueID Value Description"

MASK = "Level Type Length Separator"
